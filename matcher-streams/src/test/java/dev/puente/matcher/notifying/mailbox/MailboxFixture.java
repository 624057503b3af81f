package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Mailboxes over tables in memory, a clock that the test moves, and what came out. */
public final class MailboxFixture {
  /** The defaults of the design. */
  public static final Numbers NUMBERS =
      new Numbers(
          60_000,
          600_000,
          60_000,
          60_000,
          8,
          1_000,
          3_600_000,
          3_600_000,
          16,
          200,
          1 << 20,
          10_000,
          30L * 24 * 3_600_000);

  /** A tenant that anything may be sent for. */
  public static final class FreeTenant implements TenantRules {
    public String installation = "http://chat.example";
    public long quietUntil;
    public @Nullable String refusal;
    public Object access = "token-1";

    @Override
    public String installation() {
      return installation;
    }

    @Override
    public long quietUntil(long now) {
      return Math.max(now, quietUntil);
    }

    @Override
    public @Nullable String refusal(Message message) {
      return refusal;
    }

    @Override
    public Object access() {
      return access;
    }
  }

  public final MemoryTables tables = new MemoryTables();
  public final Map<String, FreeTenant> tenants = new HashMap<>();
  public final List<MailboxEffect> effects = new ArrayList<>();
  public final Numbers numbers;
  public Mailbox mailbox;
  public long now = 1_000_000;
  private long seq;

  public MailboxFixture() {
    this(NUMBERS);
  }

  public MailboxFixture(Numbers numbers) {
    this.numbers = numbers;
    tenants.put("a", new FreeTenant());
    mailbox = restarted();
  }

  /** A new task over the same tables. */
  public Mailbox restarted() {
    mailbox = new Mailbox(tables, t -> tenants.get(t), numbers, effects::add);
    mailbox.restore();
    return mailbox;
  }

  public static Target target(String address, long version) {
    return new Target(address, version, null, null, null, null, null, null);
  }

  /** An entry of recipient {@code client/1} for the address behind the tenant's colon. */
  public Entry entry(String id, String address, long due) {
    return new Entry(
        id,
        id,
        "client/1",
        target(address.substring(address.indexOf(':') + 1), 1),
        new Message("REMINDER", "text", null, null),
        Urgency.TRANSACTIONAL,
        new Place(due, ++seq),
        null,
        Entry.Progress.NEW,
        null);
  }

  /** The settings of tenant a. */
  public FreeTenant tenant() {
    return java.util.Objects.requireNonNull(tenants.get("a"));
  }

  public void enqueue(String address, Entry entry) {
    mailbox.on(address, new MailboxEvent.Enqueue(entry, -1), now);
  }

  public void enqueue(String address, String id) {
    enqueue(address, entry(id, address, now));
  }

  public void answer(String address, String commandId, Answer.Code code) {
    answer(address, new Answer(commandId, code, false, null, null, SentRef.NONE));
  }

  public void answer(String address, Answer answer) {
    mailbox.onAnswer(address, answer, now);
  }

  public void sent(String address, String commandId, long messageId) {
    answer(
        address,
        new Answer(
            commandId, Answer.Code.SENT, false, null, null, new SentRef(messageId, 70L, 9L, 3L)));
  }

  public void sync(String address, String subject, long version, String hash) {
    mailbox.onSync(
        address, new SyncWish(subject, version, hash, ByteBuffer.allocate(1), null), now);
  }

  public void after(long millis) {
    now += millis;
    mailbox.tick(now, 500, () -> 0L, 1);
  }

  /** Command ids that went out since the last call. */
  public List<String> commands() {
    List<String> ids =
        effects.stream()
            .map(
                effect ->
                    switch (effect) {
                      case MailboxEffect.Send send -> send.command().commandId();
                      case MailboxEffect.Write write -> write.command().commandId();
                      case MailboxEffect.ToLedger _, MailboxEffect.TenantSuspended _ -> "";
                    })
            .filter(id -> !id.isEmpty())
            .toList();
    effects.removeIf(e -> e instanceof MailboxEffect.Send || e instanceof MailboxEffect.Write);
    return ids;
  }

  /** The newest command for a wanted state. */
  public MailboxEffect.Write lastWrite() {
    return effects.stream()
        .filter(MailboxEffect.Write.class::isInstance)
        .map(MailboxEffect.Write.class::cast)
        .reduce((x, y) -> y)
        .orElseThrow();
  }

  /** The newest message command. */
  public MailboxEffect.Send lastSend() {
    return effects.stream()
        .filter(MailboxEffect.Send.class::isInstance)
        .map(MailboxEffect.Send.class::cast)
        .reduce((x, y) -> y)
        .orElseThrow();
  }

  /** Steps as {@code id STATE reason} since the last call. */
  public List<String> steps() {
    List<String> steps = new ArrayList<>();
    for (MailboxEffect effect : effects) {
      if (effect instanceof MailboxEffect.ToLedger(var tenant, var id, var event)
          && event instanceof LedgerEvent.Step step) {
        String reason = step.reason() == null ? "" : " " + step.reason();
        steps.add(id + " " + step.state() + reason);
      }
    }
    effects.removeIf(
        e -> e instanceof MailboxEffect.ToLedger t && t.event() instanceof LedgerEvent.Step);
    return steps;
  }

  /** Final or waiting states only. */
  public List<String> stepsBut(State state) {
    return steps().stream().filter(s -> !s.contains(" " + state)).toList();
  }
}
