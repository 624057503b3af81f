package dev.puente.matcher.notifying.model;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.domain.Urgency;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Random lives of notifications under every fault; the invariants hold at every step. */
class DeliveryPropertyTest {
  private static final List<String> RECIPIENTS =
      List.of("client/1", "client/2", "phone/x", "contact/9");
  private static final List<String> ADDRESSES = List.of("phone/x", "phone/y", "contact/9");
  private static final List<Long> JUMPS =
      List.of(0L, 100L, 1_000L, 1_000L, 10_000L, 61_000L, 120_000L, 661_000L, 3_600_000L);

  @Property(tries = 400)
  void shouldKeepItsPromisesWhateverHappens(
      @ForAll @Size(min = 200, max = 1200)
          List<@IntRange(min = 0, max = 999_999) Integer> choices) {
    // given
    World world = new World();
    Script script = new Script(choices);

    // when
    while (!script.isOver()) {
      act(world, script);
      world.invariants.check();
    }
    rest(world);

    // then
    world.invariants.atRest();
  }

  /** Few notifications, one phone, every fault of worker and Chatwoot: the lives are long here. */
  @Property(tries = 300)
  void shouldNeverWriteTwiceWhateverTheWorkerMeets(
      @ForAll @Size(min = 100, max = 500) List<@IntRange(min = 0, max = 999_999) Integer> choices) {
    // given
    World world = new World();
    Script script = new Script(choices);

    // when
    while (!script.isOver()) {
      String id = "a-" + script.below(3);
      switch (script.below(12)) {
        case 0 -> request(world, script, "a", id, "phone/x");
        case 1 -> world.tell("a", id, new LedgerEvent.Cancel(null));
        case 2 -> world.tell("a", id, new LedgerEvent.Retry(null));
        case 3 -> webhook(world, script);
        case 4, 5, 6, 7 -> world.worker.handle("a:phone/x", script, world.now);
        default -> world.tick(script.of(List.of(1_000L, 61_000L, 661_000L, 3_600_000L)));
      }
      world.drain();
      world.invariants.check();
    }
    rest(world);

    // then
    world.invariants.atRest();
  }

  private static void act(World world, Script script) {
    String tenant = script.one(4) ? "b" : "a";
    String id = tenant + "-" + script.below(6);
    switch (script.below(30)) {
      case 0, 1, 2 -> request(world, script, tenant, id, script.of(RECIPIENTS));
      case 3 -> world.tell(tenant, id, new LedgerEvent.Cancel(null));
      case 4 ->
          world.tell(
              tenant, id, new LedgerEvent.Reschedule(later(world, script), later(world, script)));
      case 5 -> world.tell(tenant, id, new LedgerEvent.Retry(null));
      case 6 -> locate(world, script, tenant);
      case 7, 8, 9, 10, 11 -> some(world.ledgerKeys(), script, world::stepLedger);
      case 12, 13, 14, 15, 16 -> some(world.mailboxKeys(), script, world::stepMailbox);
      case 17, 18, 19, 20, 21 ->
          some(
              world.worker.addressesWithWork(),
              script,
              address -> world.worker.handle(address, script, world.now));
      case 22, 23, 24 -> some(world.worker.addressesWithAnswers(), script, world::answer);
      case 25, 26 -> webhook(world, script);
      case 27 -> world.wish(tenant + ":" + script.of(ADDRESSES), script.of(List.of("x", "y")));
      case 28 -> rarely(world, script);
      default -> world.tick(script.of(JUMPS));
    }
  }

  private static void rarely(World world, Script script) {
    if (script.one(3)) {
      world.restarted();
    } else {
      world.drain();
    }
  }

  private static void request(
      World world, Script script, String tenant, String id, String recipient) {
    Long expiresAt = script.one(4) ? Long.valueOf(world.now + script.of(JUMPS)) : null;
    world.request(
        tenant,
        id,
        recipient,
        script.one(8) ? "other" : "same",
        later(world, script),
        expiresAt,
        script.one(3) ? Urgency.BULK : Urgency.TRANSACTIONAL);
  }

  private static @Nullable Long later(World world, Script script) {
    return script.one(3) ? Long.valueOf(world.now + script.of(JUMPS)) : null;
  }

  private static void locate(World world, Script script, String tenant) {
    String recipient = script.of(RECIPIENTS);
    switch (script.below(6)) {
      case 0 -> world.locate(tenant, recipient, null);
      case 1 -> world.erase(tenant, recipient);
      default -> world.locate(tenant, recipient, script.of(ADDRESSES));
    }
  }

  private static void webhook(World world, Script script) {
    List<Chatwoot.Written> written = world.chatwoot.visible(world.now);
    if (!written.isEmpty()) {
      world.webhook(
          script.of(written),
          script.of(List.of(State.SENT, State.DELIVERED, State.READ, State.FAILED)));
    }
  }

  private static void some(
      List<String> keys, Script script, java.util.function.Consumer<String> step) {
    if (!keys.isEmpty()) {
      step.accept(script.of(keys));
    }
  }

  /** Every fault is over and time passes. */
  private static void rest(World world) {
    Script calm = new Script(List.of());
    world.worker.healthy = true;
    for (int round = 0; round < 120; round++) {
      world.drain();
      world.invariants.check();
      for (String address : world.worker.addressesWithWork()) {
        world.worker.handle(address, calm, world.now);
      }
      world.drain();
      world.tick(round % 4 == 0 ? 700_000 : 61_000);
      world.invariants.check();
    }
  }
}
