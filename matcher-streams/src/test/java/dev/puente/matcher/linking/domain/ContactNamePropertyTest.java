package dev.puente.matcher.linking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
 * Links come and go, clients are renamed, agents write names, wishes are overtaken, carried out
 * without an answer, or repeated: an agent's name always stays, and in the end no name of a client
 * that is not linked is left.
 */
class ContactNamePropertyTest {
  sealed interface Action {}

  record Linked(@Nullable String client, int renamed) implements Action {}

  record AgentWrites(int name) implements Action {}

  /** The newest wish is carried out. */
  record CarriedOut(boolean answered) implements Action {}

  /** Chatwoot, and the worker that decides by what it reads. */
  private static final class Contact {
    String name = "";
    SyncPlan plan = SyncPlan.NEW;
    SyncPlan.@Nullable Wish wish;
    boolean triedBefore;
    final Set<String> ofAgents = new HashSet<>();

    void show(@Nullable String client, int renamed) {
      SyncPlan.Shown shown =
          client == null
              ? new SyncPlan.Shown(new TreeMap<>(), null, false)
              : new SyncPlan.Shown(
                  new TreeMap<>(Map.of("client_id", client, "n", renamed)),
                  client + renamed,
                  false);
      SyncPlan.Step step = plan.changed(client, shown, 0, 0);
      plan = step.plan();
      if (step.wish() != null) {
        wish = step.wish();
        triedBefore = false;
      }
    }

    void carryOut(boolean answered) {
      SyncPlan.Wish newest = wish;
      if (newest == null) {
        return;
      }
      String written = newest.name() == null ? null : decide(newest.name());
      triedBefore = true;
      if (answered) {
        plan = plan.confirmed(written);
        wish = null;
      }
    }

    private @Nullable String decide(ContactName.Question question) {
      String wanted = question.wanted();
      boolean ours = question.ours().contains(name) || (triedBefore && name.equals(wanted));
      if (!name.isEmpty() && !ours) {
        return null;
      }
      assertThat(ofAgents).doesNotContain(name);
      name = wanted == null ? "" : wanted;
      return wanted;
    }
  }

  @Property(tries = 500)
  void shouldNeverTouchAnAgentsNameNorLeaveAFormerClients(@ForAll("lives") List<Action> life) {
    Contact contact = new Contact();
    String client = null;
    int renamed = 0;
    for (Action action : life) {
      switch (action) {
        case Linked(String to, int number) -> {
          client = to;
          renamed = number;
          contact.show(client, renamed);
        }
        case AgentWrites(int number) -> {
          contact.name = "agent-" + number;
          contact.ofAgents.add(contact.name);
        }
        case CarriedOut(boolean answered) -> contact.carryOut(answered);
      }
    }
    contact.carryOut(true);

    boolean ofAgent = contact.ofAgents.contains(contact.name);
    assertThat(ofAgent || contact.name.isEmpty() || contact.name.equals(client + renamed))
        .as("the name %s with client %s%d", contact.name, client, renamed)
        .isTrue();
  }

  @Provide
  Arbitrary<List<Action>> lives() {
    Arbitrary<Action> action =
        Arbitraries.frequencyOf(
            Tuple.of(
                4,
                Combinators.combine(
                        Arbitraries.of("17-", "18-").injectNull(0.3),
                        Arbitraries.integers().between(0, 3))
                    .as(Linked::new)),
            Tuple.of(2, Arbitraries.integers().between(0, 3).map(AgentWrites::new)),
            Tuple.of(4, Arbitraries.of(true, false).map(CarriedOut::new)));
    return action.list().ofMaxSize(30);
  }
}
