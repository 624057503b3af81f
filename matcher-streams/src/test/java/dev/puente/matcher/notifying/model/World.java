package dev.puente.matcher.notifying.model;

import static java.util.Objects.requireNonNull;

import dev.puente.matcher.notifying.codec.LedgerEvents;
import dev.puente.matcher.notifying.codec.LedgerRows;
import dev.puente.matcher.notifying.codec.MailboxEvents;
import dev.puente.matcher.notifying.codec.RoundTrip;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.notifying.ledger.Ledger;
import dev.puente.matcher.notifying.ledger.LedgerChange;
import dev.puente.matcher.notifying.ledger.LedgerEffect;
import dev.puente.matcher.notifying.ledger.LedgerRow;
import dev.puente.matcher.notifying.mailbox.Mailbox;
import dev.puente.matcher.notifying.mailbox.MailboxEffect;
import dev.puente.matcher.notifying.mailbox.MailboxFixture;
import dev.puente.matcher.notifying.mailbox.MemoryTables;
import dev.puente.matcher.notifying.mailbox.SyncWish;
import dev.puente.matcher.notifying.router.MemoryRouterTables;
import dev.puente.matcher.notifying.router.Router;
import dev.puente.matcher.notifying.router.RouterEffect;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Serde;
import org.jspecify.annotations.Nullable;

/**
 * Router, ledger, mailbox, worker and Chatwoot with the topics between them. A topic keeps the
 * order of a key and nothing else: which key comes next is chosen by the script.
 */
final class World {
  /** Small limits, so that short runs reach them. */
  static final Numbers NUMBERS =
      new Numbers(
          60_000,
          600_000,
          60_000,
          60_000,
          3,
          1_000,
          3_600_000,
          3_600_000,
          2,
          5,
          1 << 20,
          10_000,
          30L * 24 * 3_600_000);

  final MemoryTables tables = new MemoryTables();
  final MemoryRouterTables routes = new MemoryRouterTables();
  final Map<String, LedgerRow> ledger = new TreeMap<>();
  final Map<String, ArrayDeque<LedgerEvent>> ledgerEvents = new TreeMap<>();
  final Map<String, ArrayDeque<MailboxEvent>> mailboxEvents = new TreeMap<>();
  final Map<String, MailboxFixture.FreeTenant> tenants = new HashMap<>();
  final Chatwoot chatwoot = new Chatwoot();
  final Worker worker = new Worker(chatwoot);
  final Invariants invariants = new Invariants(this);
  Mailbox mailbox;
  private final Serde<LedgerEvent> ledgerSerde = LedgerEvents.serde();
  private final Serde<MailboxEvent> mailboxSerde = MailboxEvents.serde();
  private final Serde<LedgerRow> rowSerde = LedgerRows.serde();
  private final Router router;
  long now = 10_000_000;
  private long seq;
  private long version;

  World() {
    tenants.put("a", new MailboxFixture.FreeTenant());
    tenants.put("b", new MailboxFixture.FreeTenant());
    router = new Router(routes, NUMBERS, this::routed);
    mailbox = restarted();
  }

  /** A task that took over the same tables. */
  Mailbox restarted() {
    mailbox = new Mailbox(tables, tenants::get, NUMBERS, this::dispatched);
    mailbox.restore();
    return mailbox;
  }

  private void routed(RouterEffect effect) {
    switch (effect) {
      case RouterEffect.ToLedger e -> toLedger(e.tenant() + ':' + e.notificationId(), e.event());
      case RouterEffect.ToMailbox e -> toMailbox(e.tenant() + ':' + e.address(), e.event());
    }
  }

  private void dispatched(MailboxEffect effect) {
    switch (effect) {
      case MailboxEffect.ToLedger e -> toLedger(e.tenant() + ':' + e.notificationId(), e.event());
      case MailboxEffect.Send e -> {
        invariants.isFirst(e);
        worker.publish(e.address(), e);
      }
      case MailboxEffect.Write e -> worker.publish(e.address(), e);
      case MailboxEffect.TenantSuspended _ -> {}
    }
  }

  private void toLedger(String key, LedgerEvent event) {
    ledgerEvents
        .computeIfAbsent(key, k -> new ArrayDeque<>())
        .add(RoundTrip.of(ledgerSerde, event));
  }

  private void toMailbox(String key, MailboxEvent event) {
    mailboxEvents
        .computeIfAbsent(key, k -> new ArrayDeque<>())
        .add(RoundTrip.of(mailboxSerde, event));
  }

  void request(
      String tenant,
      String id,
      String recipient,
      String digest,
      @Nullable Long sendAt,
      @Nullable Long expiresAt,
      Urgency urgency) {
    LedgerEvent.Accept accept =
        new LedgerEvent.Accept(
            digest + recipient,
            recipient,
            null,
            null,
            new Message("REMINDER", "text", null, null),
            urgency,
            sendAt,
            expiresAt,
            null,
            Map.of(),
            now,
            ++seq,
            null);
    Target own = recipient.startsWith("phone/") ? MailboxFixture.target(recipient, 0) : null;
    router.onRequest(tenant, id, accept, own, now);
  }

  void tell(String tenant, String id, LedgerEvent event) {
    toLedger(tenant + ':' + id, event);
  }

  void locate(String tenant, String recipient, @Nullable String address) {
    long next = ++version;
    Target target = address == null ? null : MailboxFixture.target(address, next);
    router.onAddress(tenant, recipient, next, target, null, now);
  }

  void erase(String tenant, String recipient) {
    router.onErased(tenant, recipient);
    version = Math.max(version, now);
  }

  void wish(String address, String hash) {
    mailbox.onSync(
        address,
        new SyncWish("contact/9", ++version, hash.repeat(8), ByteBuffer.allocate(1), null),
        now);
  }

  void tick(long millis) {
    now += millis;
    router.tick(now, 500);
    mailbox.tick(now, 500, () -> 0L, 1);
  }

  List<String> ledgerKeys() {
    return ledgerEvents.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  List<String> mailboxKeys() {
    return mailboxEvents.entrySet().stream()
        .filter(e -> !e.getValue().isEmpty())
        .map(Map.Entry::getKey)
        .toList();
  }

  void stepLedger(String key) {
    LedgerEvent event = requireNonNull(ledgerEvents.get(key)).remove();
    int colon = key.indexOf(':');
    String tenant = key.substring(0, colon);
    LedgerRow before = ledger.get(key);
    LedgerChange change = Ledger.apply(before, tenant, key.substring(colon + 1), event, now);
    LedgerRow after = change.row();
    if (after != null) {
      ledger.put(key, RoundTrip.of(rowSerde, after));
      invariants.rankNeverFalls(before, after);
    }
    for (LedgerEffect effect : change.effects()) {
      if (effect instanceof LedgerEffect.ToMailbox e) {
        toMailbox(tenant + ':' + e.address(), e.event());
      } else if (effect instanceof LedgerEffect.DuplicateDetected) {
        throw new AssertionError("two messages of one occurrence");
      }
    }
  }

  void stepMailbox(String key) {
    mailbox.on(key, requireNonNull(mailboxEvents.get(key)).remove(), now);
  }

  void answer(String address) {
    mailbox.onAnswer(address, worker.nextAnswer(address), now);
  }

  /** A webhook about a message that exists. Occurrences are named {@code tenant-number}. */
  void webhook(Chatwoot.Written written, State state) {
    String tenant = written.occurrence().substring(0, 1);
    SentRef ref = new SentRef(written.id(), 70L, 9L, null);
    toLedger(
        tenant + ':' + written.occurrence(),
        new LedgerEvent.Receipt(written.occurrence(), state, null, ref));
  }

  /** Until nothing is under way between the parts. */
  void drain() {
    while (!ledgerKeys().isEmpty()
        || !mailboxKeys().isEmpty()
        || !worker.addressesWithAnswers().isEmpty()) {
      ledgerKeys().forEach(this::stepLedger);
      mailboxKeys().forEach(this::stepMailbox);
      worker.addressesWithAnswers().forEach(this::answer);
    }
  }
}
