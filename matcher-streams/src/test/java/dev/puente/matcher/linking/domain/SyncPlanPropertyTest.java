package dev.puente.matcher.linking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * Links come and go, clients' data change, wishes are overtaken, carried out by half or without an
 * answer: an agent's own attribute is never cleared, and in the end the contact shows the data of
 * its client, whole, and of no other.
 */
class SyncPlanPropertyTest {
  private static final long STABLE_AFTER = 2_000;
  private static final String OF_AGENT = "agent's";
  private static final List<String> OF_CLIENTS = List.of("a", "b", "c", "x");

  sealed interface Action {}

  record Linked(@Nullable String client) implements Action {}

  record Changed(String client, Map<String, Integer> data) implements Action {}

  record AgentWrites(String name) implements Action {}

  record Passes(long millis) implements Action {}

  enum Fate {
    ANSWERED,
    ANSWER_LOST,
    ONLY_SET
  }

  /** What becomes of the newest wish. */
  record Tried(Fate fate) implements Action {}

  /** Chatwoot, the mailbox that keeps the newest wish, and the worker. */
  private static final class Contact {
    final Map<String, Object> shown = new HashMap<>();
    final Map<String, SortedMap<String, Object>> clients = new HashMap<>();
    final Set<String> ofAgents = new HashSet<>();
    @Nullable String client;
    SyncPlan plan = SyncPlan.NEW;
    SyncPlan.@Nullable Wish wish;
    long now = 1_000_000;

    SyncPlan.Shown wanted(@Nullable String of) {
      SortedMap<String, Object> data = of == null ? null : clients.get(of);
      return data == null ? SyncPlan.Shown.NOTHING : new SyncPlan.Shown(data, null, false);
    }

    void decided() {
      take(plan.changed(client, wanted(client), now, STABLE_AFTER));
    }

    void take(SyncPlan.Step step) {
      plan = step.plan();
      if (step.wish() != null) {
        wish = step.wish();
        // From now on it may stand there because of us, whoever had it before.
        ofAgents.removeAll(step.wish().set().keySet());
      }
    }

    void pass(long millis) {
      now += millis;
      if (plan.dueAtMillis() > 0 && plan.dueAtMillis() <= now) {
        take(plan.due(wanted(plan.clientId())));
      }
    }

    /** By hand, and only where we are certain that nothing of ours stands. */
    void agentWrites(String name) {
      if (!plan.written().contains(name)) {
        shown.put(name, OF_AGENT);
        ofAgents.add(name);
      }
    }

    void tried(Fate fate) {
      SyncPlan.Wish newest = wish;
      if (newest == null) {
        return;
      }
      shown.putAll(newest.set());
      if (fate == Fate.ONLY_SET) {
        return;
      }
      assertThat(newest.clear()).noneMatch(ofAgents::contains);
      shown.keySet().removeAll(newest.clear());
      if (fate == Fate.ANSWERED) {
        plan = plan.confirmed(null);
        wish = null;
      }
    }

    Map<String, Object> expected() {
      Map<String, Object> all = new TreeMap<>(wanted(client).attributes());
      ofAgents.forEach(name -> all.putIfAbsent(name, OF_AGENT));
      return all;
    }
  }

  @Property(tries = 300)
  void shouldShowTheLinkedClientWholeAndLeaveWhatAgentsWrote(@ForAll("lives") List<Action> life) {
    Contact contact = new Contact();
    for (Action action : life) {
      switch (action) {
        case Linked(String to) when !Objects.equals(to, contact.client) -> {
          contact.client = to;
          contact.decided();
        }
        case Linked same -> {}
        case Changed(String client, Map<String, Integer> data) -> {
          SortedMap<String, Object> attributes = new TreeMap<>(data);
          attributes.put("client_id", client);
          contact.clients.put(client, attributes);
          if (client.equals(contact.client)) {
            contact.decided();
          }
        }
        case AgentWrites(String name) -> contact.agentWrites(name);
        case Passes(long millis) -> contact.pass(millis);
        case Tried(Fate fate) -> contact.tried(fate);
      }
    }
    contact.pass(10 * STABLE_AFTER);
    contact.tried(Fate.ANSWERED);

    assertThat(contact.shown).isEqualTo(contact.expected());
  }

  @Provide
  Arbitrary<List<Action>> lives() {
    Arbitrary<String> client = Arbitraries.of("17", "18", "19");
    Arbitrary<Map<String, Integer>> data =
        Arbitraries.maps(Arbitraries.of(OF_CLIENTS), Arbitraries.integers().between(0, 2))
            .ofMaxSize(4);
    Arbitrary<Action> action =
        Arbitraries.frequencyOf(
            Tuple.of(4, client.injectNull(0.3).map(Linked::new)),
            Tuple.of(3, Combinators.combine(client, data).as(Changed::new)),
            Tuple.of(2, Arbitraries.of("color", "x").map(AgentWrites::new)),
            Tuple.of(4, Arbitraries.of(100L, STABLE_AFTER).map(Passes::new)),
            Tuple.of(4, Arbitraries.of(Fate.values()).map(Tried::new)));
    return action.list().ofMaxSize(40);
  }
}
