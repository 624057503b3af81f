package dev.puente.matcher.notifying.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.ledger.HistoryStep;
import dev.puente.matcher.notifying.ledger.LedgerRow;
import dev.puente.matcher.notifying.mailbox.Head;
import dev.puente.matcher.notifying.mailbox.MailboxEffect;
import dev.puente.matcher.notifying.mailbox.MailboxTables;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The invariants of the design, by their numbers there. */
final class Invariants {
  private final World world;

  Invariants(World world) {
    this.world = world;
  }

  /** Order: what goes out is the first of its mailbox. */
  void isFirst(MailboxEffect.Send send) {
    TreeMap<Place, Entry> box = requireNonNull(world.tables.boxes.get(send.address()));
    assertThat(send.entry().place()).as("order").isEqualTo(box.firstKey());
  }

  /** 6: the rank never falls but for the corrections and a redrive. */
  void rankNeverFalls(@Nullable LedgerRow before, LedgerRow after) {
    if (before == null || !before.visible()) {
      return;
    }
    State was = before.state();
    State is = after.state();
    if (is.rank() >= was.rank()) {
      boolean ends = was == is || !was.ended() || !is.ended();
      assertThat(ends).as("6: one final state, not %s then %s", was, is).isTrue();
      return;
    }
    HistoryStep last = after.history().getLast();
    boolean corrected = was == State.FAILED && "unknown".equals(before.worst().reason());
    boolean retried = was == State.FAILED && "retry".equals(last.reason());
    assertThat(corrected || retried).as("6: %s to %s", was, is).isTrue();
  }

  /** Everything that holds between two steps. */
  void check() {
    oneDangerousCommand();
    oneMessage();
    slotsAreOutstandingCommands();
    oneOfDueAndOutstanding();
    headsCountTheirEntries();
    nothingIsLost();
  }

  /** 1: per address at most one command that may still create. */
  private void oneDangerousCommand() {
    for (String address : world.worker.addressesWithWork()) {
      List<Worker.Job> jobs = world.worker.dangerous(address, world.now);
      assertThat(jobs).as("1: commands that may create, %s", address).hasSizeLessThan(2);
    }
  }

  /** 2: every occurrence is written at most once. */
  private void oneMessage() {
    world
        .chatwoot
        .copies()
        .forEach((occurrence, n) -> assertThat(n).as("2: copies of %s", occurrence).isEqualTo(1));
  }

  /** 4: slots in use are outstanding commands, and each has the end of its lease. */
  private void slotsAreOutstandingCommands() {
    long outstanding =
        world.tables.heads.values().stream().filter(h -> h.outstanding() != null).count();
    assertThat(world.mailbox.slotsInUse()).as("4: slots").isEqualTo((int) outstanding);
    assertThat(world.tables.leases).as("4: leases").hasSize((int) outstanding);
  }

  /** 5: an address with something to do has exactly one of due row and outstanding command. */
  private void oneOfDueAndOutstanding() {
    world.tables.heads.forEach(
        (address, head) -> {
          List<MailboxTables.Due> rows =
              world.tables.due.stream().filter(d -> d.address().equals(address)).toList();
          boolean busy = head.outstanding() != null;
          boolean wants = head.count() > 0 || head.pendingSyncs() > 0;
          int expected = busy || !wants ? 0 : 1;
          assertThat(rows).as("5: due rows of %s", address).hasSize(expected);
          Head.Mark mark = head.mark();
          assertThat(mark != null).as("5: mark of %s", address).isEqualTo(expected == 1);
        });
  }

  private void headsCountTheirEntries() {
    world.tables.heads.forEach(
        (address, head) -> {
          TreeMap<Place, Entry> box = world.tables.boxes.getOrDefault(address, new TreeMap<>());
          assertThat(head.count()).as("entries of %s", address).isEqualTo(box.size());
          assertThat(head.first())
              .as("first of %s", address)
              .isEqualTo(box.isEmpty() ? null : box.firstKey());
          assertThat(head.bytes())
              .isEqualTo(box.values().stream().mapToInt(e -> e.message().weight()).sum());
        });
  }

  /** 3: whoever is open in the ledger is in exactly one place, or on its way. */
  private void nothingIsLost() {
    world.ledger.forEach(
        (key, row) -> {
          if (row.visible() && row.state().open()) {
            assertThat(places(key, row.id())).as("3: %s %s", key, row.state()).isPositive();
          }
        });
    List<String> boxed =
        world.tables.boxes.entrySet().stream()
            .flatMap(
                b ->
                    b.getValue().values().stream()
                        .map(e -> b.getKey().charAt(0) + ":" + e.occurrence()))
            .toList();
    assertThat(boxed).as("3: one entry each").doesNotHaveDuplicates();
  }

  private long places(String key, String id) {
    char tenant = key.charAt(0);
    long pending =
        world.routes.pending.stream()
            .filter(p -> p.notificationId().equals(id) && p.key().charAt(0) == tenant)
            .count();
    long boxed =
        world.tables.boxes.entrySet().stream()
            .filter(b -> b.getKey().charAt(0) == tenant)
            .flatMap(b -> b.getValue().values().stream())
            .filter(e -> e.notificationId().equals(id))
            .count();
    long toMailbox =
        world.mailboxEvents.entrySet().stream()
            .filter(q -> q.getKey().charAt(0) == tenant)
            .flatMap(q -> q.getValue().stream())
            .filter(
                e -> e instanceof MailboxEvent.Enqueue n && n.entry().notificationId().equals(id))
            .count();
    long toLedger =
        world.ledgerEvents.entrySet().stream()
            .filter(q -> q.getKey().equals(key))
            .flatMap(q -> q.getValue().stream())
            .filter(Invariants::keepsAlive)
            .count();
    return pending + boxed + toMailbox + toLedger;
  }

  private static boolean keepsAlive(LedgerEvent event) {
    return switch (event) {
      case LedgerEvent.Step s -> !s.state().open();
      case LedgerEvent.Rebound _, LedgerEvent.Resolved _, LedgerEvent.Unresolved _ -> true;
      default -> false;
    };
  }

  /** When every fault is over, everything comes to an end and nothing is held any more. */
  void atRest() {
    world.ledger.values().stream()
        .filter(LedgerRow::visible)
        .forEach(
            row ->
                assertThat(row.state().open())
                    .as("%s ends: %s, %s", row.id(), row.worst(), world.tables.heads)
                    .isFalse());
    assertThat(world.tables.allEntries()).isEmpty();
    assertThat(world.tables.due).isEmpty();
    assertThat(world.tables.leases).isEmpty();
    assertThat(world.mailbox.slotsInUse()).isZero();
    for (LedgerRow row : world.ledger.values()) {
      boolean written = world.chatwoot.copies().containsKey(row.id());
      if (written && row.visible()) {
        boolean known =
            row.worst().ref().messageId() != null || "unknown".equals(row.worst().reason());
        assertThat(known).as("%s was written and is %s", row.id(), row.state()).isTrue();
      }
      if (row.visible() && row.state() == State.SENT) {
        assertThat(written).as("%s is SENT", row.id()).isTrue();
      }
    }
  }
}
