package dev.puente.matcher.notifying.router;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.Target;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Adds the address to requests. Without one a request waits for the grace (or its {@code send_at},
 * if later); a client record that is overtaken by its first notification is found that way. A phone
 * is its own address; a contact that nobody has seen is its own address when the grace is over. Not
 * thread-safe.
 */
public final class Router {
  private static final int RELEASE_STEPS = 2_000;
  private static final String CONTACT = "contact/";
  private static final String PHONE = "phone/";

  private final RouterTables tables;
  private final Numbers numbers;
  private final Consumer<RouterEffect> out;
  private long firstDeadline;

  /** A router over tables. */
  public Router(RouterTables tables, Numbers numbers, Consumer<RouterEffect> out) {
    this.tables = tables;
    this.numbers = numbers;
    this.out = out;
  }

  /**
   * A request.
   *
   * @param request the request without target
   * @param own the target that the recipient itself is; null: look it up
   */
  public void onRequest(
      String tenant, String id, LedgerEvent.Accept request, @Nullable Target own, long now) {
    String key = tenant + ':' + request.recipient();
    Known known = own == null ? tables.known(key) : null;
    Target target = known == null ? own : known.target();
    Place place = Place.of(request.sendAt(), request.acceptedAt(), request.seq());
    if (target != null) {
      reserve(tenant, target, place, now);
      tell(tenant, id, request.routed(target, null));
      return;
    }
    long deadline = Math.max(now + numbers.grace(), place.due());
    tables.putPending(new Pending(key, id, place, deadline));
    firstDeadline = Math.min(firstDeadline, deadline);
    tell(tenant, id, request.routed(null, deadline));
  }

  /** What is due soon reserves its place, so that the answers of the ledger can not overtake. */
  private void reserve(String tenant, Target target, Place place, long now) {
    if (place.due() <= now + numbers.ticketWait()) {
      out.accept(
          new RouterEffect.ToMailbox(tenant, target.address(), new MailboxEvent.Reserve(place)));
    }
  }

  private void tell(String tenant, String id, LedgerEvent event) {
    out.accept(new RouterEffect.ToLedger(tenant, id, event));
  }

  /** A recipient is reached at a target, or (null) nowhere for a reason. */
  public void onAddress(
      String tenant,
      String recipient,
      long version,
      @Nullable Target target,
      @Nullable String reason,
      long now) {
    String key = tenant + ':' + recipient;
    Known before = tables.known(key);
    if (recipient.startsWith(PHONE) || (before != null && before.version() > version)) {
      return;
    }
    tables.putKnown(key, new Known(version, target, reason));
    String why = reason == null ? Reasons.NO_ADDRESS : reason;
    rebind(tenant, recipient, before, version, target, why);
    if (target != null) {
      release(tenant, key, target, now);
    }
  }

  /**
   * A recipient was erased: what is queued for it is withdrawn. What is asked for after it was
   * registered again is not: that has a version of its own, which may be older than now.
   */
  public void onErased(String tenant, String recipient) {
    String key = tenant + ':' + recipient;
    Known before = tables.known(key);
    if (before == null) {
      return;
    }
    tables.deleteKnown(key);
    long version = before.version() + 1;
    rebind(tenant, recipient, before, version, null, Reasons.RECIPIENT_REMOVED);
  }

  private void rebind(
      String tenant,
      String recipient,
      @Nullable Known before,
      long version,
      @Nullable Target target,
      String reason) {
    Target old = before == null ? null : before.target();
    if (old != null && (target == null || !target.address().equals(old.address()))) {
      out.accept(
          new RouterEffect.ToMailbox(
              tenant, old.address(), new MailboxEvent.Rebind(recipient, version, target, reason)));
    }
  }

  private void release(String tenant, String key, Target target, long now) {
    String recipient = key.substring(key.indexOf(':') + 1);
    // More than any mailbox holds; the rest follows at its deadline, in bounded steps as well.
    for (Pending pending : tables.pendingOf(key, RELEASE_STEPS)) {
      tables.deletePending(pending);
      resolve(tenant, recipient, pending, target, now);
    }
  }

  private void resolve(String tenant, String recipient, Pending pending, Target target, long now) {
    reserve(tenant, target, pending.place(), now);
    long seq = pending.place().seq();
    tell(tenant, pending.notificationId(), new LedgerEvent.Resolved(recipient, seq, target));
  }

  /** Ends the grace of what waited too long, at most {@code maxSteps}. */
  public void tick(long now, int maxSteps) {
    for (int step = 0; step < maxSteps && firstDeadline <= now; step++) {
      Pending pending = tables.firstDeadline(firstDeadline);
      firstDeadline = pending == null ? Long.MAX_VALUE : pending.deadline();
      if (pending != null && pending.deadline() <= now) {
        tables.deletePending(pending);
        giveUp(pending, now);
      }
    }
  }

  private void giveUp(Pending pending, long now) {
    int colon = pending.key().indexOf(':');
    String tenant = pending.key().substring(0, colon);
    String recipient = pending.key().substring(colon + 1);
    Known known = tables.known(pending.key());
    if (known != null && known.target() != null) {
      resolve(tenant, recipient, pending, known.target(), now);
      return;
    }
    if (known == null && recipient.startsWith(CONTACT)) {
      long contactId = Long.parseLong(recipient.substring(CONTACT.length()));
      Target itself = new Target(recipient, 0, null, null, null, contactId, null, null);
      resolve(tenant, recipient, pending, itself, now);
      return;
    }
    String reason = known == null ? null : known.reason();
    tell(
        tenant,
        pending.notificationId(),
        new LedgerEvent.Unresolved(
            recipient, pending.place().seq(), reason == null ? Reasons.UNKNOWN_RECIPIENT : reason));
  }
}
