package dev.puente.matcher.notifying.model;

import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.mailbox.Answer;
import dev.puente.matcher.notifying.mailbox.Answer.Code;
import dev.puente.matcher.notifying.mailbox.MailboxEffect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A worker that keeps the rules of the design and meets every fault: lost answers, late execution,
 * death before and after a create, repeated handling, refusals, answers that come twice.
 */
final class Worker {
  private static final long MARGIN_MILLIS = 25_000;

  /** A command in the topic, as a worker sees it. */
  static final class Job {
    final MailboxEffect effect;
    boolean maybeTried;

    Job(MailboxEffect effect) {
      this.effect = effect;
    }

    String commandId() {
      return switch (effect) {
        case MailboxEffect.Send s -> s.command().commandId();
        case MailboxEffect.Write w -> w.command().commandId();
        case MailboxEffect.ToLedger _, MailboxEffect.TenantSuspended _ ->
            throw new IllegalStateException("no command");
      };
    }
  }

  private final Chatwoot chatwoot;
  private final Map<String, ArrayDeque<Job>> topic = new TreeMap<>();
  private final Map<String, ArrayDeque<Answer>> results = new HashMap<>();
  boolean healthy;

  Worker(Chatwoot chatwoot) {
    this.chatwoot = chatwoot;
  }

  void publish(String address, MailboxEffect effect) {
    topic.computeIfAbsent(address, a -> new ArrayDeque<>()).add(new Job(effect));
  }

  List<String> addressesWithWork() {
    return topic.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> addressesWithAnswers() {
    return results.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  Answer nextAnswer(String address) {
    return results.getOrDefault(address, new ArrayDeque<>()).remove();
  }

  /** Message commands that nobody answered yet and that may still create something new. */
  List<Job> dangerous(String address, long now) {
    return new ArrayList<>(topic.getOrDefault(address, new ArrayDeque<>()))
        .stream()
            .filter(j -> j.effect instanceof MailboxEffect.Send)
            .map(j -> j)
            .filter(j -> now < ((MailboxEffect.Send) j.effect).command().notAfter() - MARGIN_MILLIS)
            .filter(j -> !chatwoot.decided(((MailboxEffect.Send) j.effect).entry().occurrence()))
            .toList();
  }

  /** Handles the first command of an address; its order in the partition is kept. */
  void handle(String address, Script script, long now) {
    ArrayDeque<Job> queue = topic.getOrDefault(address, new ArrayDeque<>());
    Job job = queue.peek();
    if (job == null) {
      return;
    }
    Answer answer =
        switch (job.effect) {
          case MailboxEffect.Send send -> send(job, send, script, now);
          case MailboxEffect.Write write -> write(write, script, now);
          case MailboxEffect.ToLedger _, MailboxEffect.TenantSuspended _ -> null;
        };
    if (answer == null) {
      return;
    }
    queue.remove();
    ArrayDeque<Answer> out = results.computeIfAbsent(address, a -> new ArrayDeque<>());
    boolean vanishes = !healthy && script.one(12);
    if (!vanishes) {
      out.add(answer);
    }
    if (!healthy && script.one(8)) {
      out.add(answer);
    }
  }

  private @Nullable Answer write(MailboxEffect.Write write, Script script, long now) {
    String id = write.command().commandId();
    if (now >= write.command().notAfter() - MARGIN_MILLIS) {
      return plain(id, Code.STALE, false);
    }
    List<Code> codes =
        List.of(
            Code.SENT,
            Code.SENT,
            Code.REJECTED,
            Code.DEFERRED,
            Code.AMBIGUOUS,
            Code.TENANT_BLOCKED);
    return plain(id, healthy ? Code.SENT : script.of(codes), false);
  }

  private @Nullable Answer send(Job job, MailboxEffect.Send send, Script script, long now) {
    String id = send.command().commandId();
    String occurrence = send.entry().occurrence();
    boolean suspect = job.maybeTried || send.entry().progress().suspect();
    if (now >= send.command().notAfter() - MARGIN_MILLIS) {
      return plain(id, Code.STALE, suspect);
    }
    if (suspect) {
      Long settle = send.entry().progress().settleUntil();
      if (settle != null && now < settle) {
        return null;
      }
      if (!healthy && script.one(6)) {
        return plain(id, Code.DEFERRED, true);
      }
      Chatwoot.Written found = chatwoot.find(occurrence, now);
      if (found != null) {
        return exists(id, Code.FOUND, found);
      }
    }
    if (send.entry().expired(now)) {
      return plain(id, Code.STALE, false);
    }
    return create(job, id, occurrence, script, now);
  }

  private @Nullable Answer create(Job job, String id, String occurrence, Script script, long now) {
    switch (healthy ? 0 : script.below(9)) {
      case 0, 1, 2 -> {
        return exists(id, Code.SENT, chatwoot.create(occurrence, now));
      }
      case 3 -> {
        chatwoot.create(occurrence, now + script.below((int) Chatwoot.LATEST_MILLIS));
        return plain(id, Code.AMBIGUOUS, true);
      }
      case 4 -> {
        return plain(id, Code.AMBIGUOUS, true);
      }
      case 5 -> {
        return plain(id, Code.DEFERRED, false);
      }
      case 6 -> {
        return plain(id, Code.REJECTED, false);
      }
      case 7 -> {
        return plain(id, Code.TENANT_BLOCKED, false);
      }
      default -> {
        // It dies; the next owner handles the same record again, as a suspect.
        if (script.one(2)) {
          chatwoot.create(occurrence, now);
        }
        job.maybeTried = true;
        return null;
      }
    }
  }

  private static Answer plain(String id, Code code, boolean suspect) {
    return new Answer(id, code, suspect, null, null, SentRef.NONE);
  }

  private static Answer exists(String id, Code code, Chatwoot.Written written) {
    return new Answer(id, code, false, null, null, new SentRef(written.id(), 70L, 9L, 3L));
  }
}
