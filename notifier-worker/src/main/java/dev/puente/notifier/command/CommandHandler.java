package dev.puente.notifier.command;

import dev.puente.notifier.command.CommandDecoder.Decoded;
import dev.puente.notifier.deadletter.DeadLetters;
import dev.puente.notifier.delivery.Answer;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.serde.RegistryUnavailableException;
import dev.puente.schemas.topic.PuenteHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One record from reading to the acknowledged answer. Every readable command is answered; what is
 * not readable becomes a dead letter. While the partition is ours, publishing is tried until it
 * succeeds; afterwards once.
 */
final class CommandHandler implements Dispatcher.Work, HandBack {
  private static final Logger LOG = LoggerFactory.getLogger(CommandHandler.class);
  private static final Duration PUBLISH_REST = Duration.ofSeconds(1);

  private static final Duration CONFIRMATION_REST = Duration.ofMillis(100);

  private final CommandDecoder decoder;
  private final CommandDecision decision;
  private final Replies replies;
  private final DeadLetters deadLetters;
  private final Traces traces;
  private final Pacer pacer;
  private final WorkerMetrics metrics;
  private final Duration commitLease;

  CommandHandler(
      CommandDecoder decoder,
      CommandDecision decision,
      Replies replies,
      DeadLetters deadLetters,
      Traces traces,
      Pacer pacer,
      WorkerMetrics metrics,
      Duration commitLease) {
    this.decoder = decoder;
    this.decision = decision;
    this.replies = replies;
    this.deadLetters = deadLetters;
    this.traces = traces;
    this.pacer = pacer;
    this.metrics = metrics;
    this.commitLease = commitLease;
  }

  @Override
  public boolean handle(Job job) {
    try {
      return answered(job);
    } catch (RuntimeException e) {
      // A fault of ours before anything was called; the mailbox asks again when the lease ends.
      LOG.error(
          "command not understood partition={} offset={} error={}",
          job.record().partition(),
          job.offset(),
          e.getClass().getName());
      return unreadable(job, "HANDLER_FAILED");
    }
  }

  private boolean answered(Job job) {
    Instant started = pacer.instant();
    Optional<Decoded> decoded = decode(job);
    if (decoded.isEmpty()) {
      return false;
    }
    return switch (decoded.get()) {
      case Decoded.Unreadable(var reason) -> unreadable(job, reason);
      case Decoded.Contradictory wrong -> contradictory(job, wrong, started);
      case Decoded.Readable(var key, var command) -> {
        Answer answer = decision.decide(job, command);
        yield mayAnswer(job, answer)
            && publish(
                job,
                reply(
                    job,
                    key,
                    command.id(),
                    Kinds.of(command.task()),
                    command.task().subject(),
                    answer,
                    started));
      }
    };
  }

  /**
   * An answer that lets the mailbox send the next epoch must come from the owner: while a later
   * owner handles this record, nobody else may say that it was not done. What was done, or perhaps
   * done, is told in any case.
   */
  private boolean mayAnswer(Job job, Answer answer) {
    boolean next =
        switch (answer.code()) {
          case DEFERRED, STALE, TENANT_BLOCKED -> true;
          case SENT, FOUND, REJECTED, AMBIGUOUS -> false;
        };
    if (!next) {
      return true;
    }
    PartitionWork partition = job.partition();
    while (!partition.gone()) {
      if (partition.confirmed(pacer.nanoTime(), commitLease.toNanos())) {
        return true;
      }
      if (!pacer.rest(CONFIRMATION_REST, () -> !partition.gone())) {
        return false;
      }
    }
    return false;
  }

  /** A hand-over gives an untried command back; it may be sent again at once. */
  @Override
  public boolean handBack(Job job) {
    try {
      if (!(decoder.decode(job.record()) instanceof Decoded.Readable(var key, var command))) {
        return false;
      }
      Instant now = pacer.instant();
      boolean suspicion = command.suspect() || job.partition().suspect(job.offset());
      Answer answer = Answer.deferred("handed_over", null, now).keepingSuspicion(suspicion);
      String kind = Kinds.of(command.task());
      Reply reply = reply(job, key, command.id(), kind, command.task().subject(), answer, now);
      boolean published = replies.publish(reply);
      if (published) {
        metrics.answered(kind, answer.code());
      }
      return published;
    } catch (RegistryUnavailableException e) {
      return false;
    }
  }

  private Optional<Decoded> decode(Job job) {
    while (true) {
      try {
        return Optional.of(decoder.decode(job.record()));
      } catch (RegistryUnavailableException e) {
        LOG.warn("schema registry not reachable");
        if (!pacer.rest(PUBLISH_REST, job.partition()::owned)) {
          return Optional.empty();
        }
      }
    }
  }

  private boolean unreadable(Job job, String reason) {
    boolean kept = deadLetter(job, reason);
    if (kept) {
      metrics.unreadable();
    }
    return kept;
  }

  private boolean contradictory(Job job, Decoded.Contradictory wrong, Instant started) {
    if (wrong.key() == null) {
      return unreadable(job, wrong.reason());
    }
    Answer answer = Answer.rejected("contradictory_command", null);
    return deadLetter(job, wrong.reason())
        && publish(
            job,
            reply(
                job,
                wrong.key(),
                wrong.commandId(),
                wrong.kind(),
                wrong.subject(),
                answer,
                started));
  }

  private boolean deadLetter(Job job, String reason) {
    String traceparent = traces.childOf(traceparent(job));
    String eventId = traces.eventId();
    boolean kept =
        untilDone(job, () -> deadLetters.publish(job.record(), reason, traceparent, eventId));
    if (kept) {
      metrics.deadLetter(reason);
    }
    return kept;
  }

  private boolean publish(Job job, Reply reply) {
    boolean published = untilDone(job, () -> replies.publish(reply));
    if (published) {
      metrics.answered(reply.kind(), reply.answer().code());
    }
    return published;
  }

  private boolean untilDone(Job job, java.util.function.BooleanSupplier attempt) {
    while (!attempt.getAsBoolean()) {
      metrics.publishFailed();
      if (!pacer.rest(PUBLISH_REST, job.partition()::owned)) {
        return false;
      }
    }
    return true;
  }

  private Reply reply(
      Job job,
      TenantKey key,
      String commandId,
      String kind,
      String subject,
      Answer answer,
      Instant started) {
    return new Reply(
        key, commandId, kind, subject, answer, started, pacer.instant(), traceparent(job));
  }

  private static @Nullable String traceparent(Job job) {
    return PuenteHeaders.text(job.record().headers(), PuenteHeaders.TRACEPARENT);
  }
}
