package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * Whatever happens in whatever order, and however often it is repeated: after every step the links
 * are those of a model that knows the rules only.
 */
class LinkingModelPropertyTest {
  private static final List<String> TENANTS = List.of(CLINIC, SALON);
  private static final List<String> CLIENTS = List.of("17", "18", "19");
  private static final List<Long> CONTACTS = List.of(8L, 9L);
  private static final int OWNER_LIMIT = 2;

  /** Phone keys, and how the same subscriber is typed and sent. */
  private static final List<String> PHONES =
      List.of("+541123456789", "+541145678901", "+541143210987");

  sealed interface Action {
    String tenant();
  }

  record PutClient(String tenant, String id, List<String> phones, boolean active)
      implements Action {}

  record Erase(String tenant, String id) implements Action {}

  record Writes(String tenant, long contact, String phone) implements Action {}

  record NumberSet(String tenant, long contact, Optional<String> phone) implements Action {}

  record Override(String tenant, long contact, Optional<String> client) implements Action {}

  record Withdraw(String tenant, long contact) implements Action {}

  /** An older event of the contact comes again. */
  record Late(String tenant, long contact, String phone) implements Action {}

  @Property(tries = 12, shrinking = ShrinkingMode.BOUNDED)
  void shouldAgreeWithTheModelAfterEveryStep(@ForAll("actions") List<Action> actions) {
    LinkingModel model = new LinkingModel(OWNER_LIMIT);
    try (LinkingScenario story =
        new LinkingScenario(
            LinkingScenario.tenant(CLINIC, OWNER_LIMIT, List.of()),
            LinkingScenario.tenant(SALON, OWNER_LIMIT, List.of()))) {
      long beginning = story.tick();
      for (Action action : actions) {
        apply(action, story, model, beginning);
        for (String tenant : TENANTS) {
          for (long contact : CONTACTS) {
            assertThat(story.linkedClient(tenant, contact))
                .as("%s:%d after %s", tenant, contact, action)
                .isEqualTo(model.linked(tenant, contact));
          }
        }
      }
      assertThat(story.harness().deadLetters()).isEmpty();
    }
  }

  private static void apply(
      Action action, LinkingScenario story, LinkingModel model, long beginning) {
    String tenant = action.tenant();
    switch (action) {
      case PutClient put -> {
        story.client(
            tenant,
            put.id(),
            c ->
                c.setPhones(put.phones().stream().map(LinkingModelPropertyTest::typed).toList())
                    .setActive(put.active()));
        model.client(tenant, put.id(), put.phones(), put.active());
      }
      case Erase erase -> {
        story.erase(tenant, erase.id());
        model.erase(tenant, erase.id());
      }
      case Writes writes -> {
        story.whatsapp(tenant, writes.contact(), sent(writes.phone()), null);
        model.sender(tenant, writes.contact(), writes.phone());
      }
      case NumberSet set -> {
        @Nullable String phone = set.phone().orElse(null);
        story.phoneChanged(tenant, set.contact(), phone);
        model.number(tenant, set.contact(), phone);
      }
      case Override override -> {
        @Nullable String client = override.client().orElse(null);
        story.override(tenant, override.contact(), client);
        model.override(tenant, override.contact(), client);
      }
      case Withdraw withdraw -> {
        story.withdrawOverride(tenant, withdraw.contact());
        model.withdraw(tenant, withdraw.contact());
      }
      case Late late -> {
        // A contact must have been seen, or the old event is the first one.
        story.phoneChanged(tenant, late.contact(), PHONES.getFirst());
        model.number(tenant, late.contact(), PHONES.getFirst());
        story.phoneChanged(tenant, late.contact(), late.phone(), beginning);
        story.website(tenant, late.contact(), late.phone(), beginning);
      }
    }
  }

  private static String typed(String key) {
    return "11 15-" + key.substring(5, 9) + "-" + key.substring(9);
  }

  private static String sent(String key) {
    return "549" + key.substring(3);
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    Arbitrary<String> tenant = Arbitraries.of(TENANTS);
    Arbitrary<String> client = Arbitraries.of(CLIENTS);
    Arbitrary<Long> contact = Arbitraries.of(CONTACTS);
    Arbitrary<String> phone = Arbitraries.of(PHONES);
    Arbitrary<Action> action =
        Arbitraries.frequencyOf(
            net.jqwik.api.Tuple.of(
                5,
                Combinators.combine(
                        tenant,
                        client,
                        phone.list().uniqueElements().ofMaxSize(2),
                        Arbitraries.frequency(
                            net.jqwik.api.Tuple.of(4, true), net.jqwik.api.Tuple.of(1, false)))
                    .as(PutClient::new)),
            net.jqwik.api.Tuple.of(1, Combinators.combine(tenant, client).as(Erase::new)),
            net.jqwik.api.Tuple.of(4, Combinators.combine(tenant, contact, phone).as(Writes::new)),
            net.jqwik.api.Tuple.of(
                2, Combinators.combine(tenant, contact, phone.optional()).as(NumberSet::new)),
            net.jqwik.api.Tuple.of(
                1, Combinators.combine(tenant, contact, client.optional()).as(Override::new)),
            net.jqwik.api.Tuple.of(1, Combinators.combine(tenant, contact).as(Withdraw::new)),
            net.jqwik.api.Tuple.of(1, Combinators.combine(tenant, contact, phone).as(Late::new)));
    return action.list().ofMinSize(20).ofMaxSize(60);
  }
}
