package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.LinkState;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.Tuple;

/**
 * Whatever happens in whatever order: a phone becomes a client at most once, never when a client
 * has or had it, always when nobody ever had it; and after every step the links are those of the
 * model.
 */
class NewcomersPropertyTest {
  private static final List<String> TENANTS = List.of(CLINIC, SALON);
  private static final List<String> CLIENTS = List.of("17", "18");
  private static final List<Long> CONTACTS = List.of(8L, 9L, 10L);
  private static final List<String> PHONES =
      List.of("+541123456789", "+541145678901", "+541143210987", "+541141112222");

  private final PhoneKeys keys = new PhoneKeys();

  sealed interface Action {}

  record PutClient(String tenant, String id, List<String> phones, boolean active)
      implements Action {}

  record Erase(String tenant, String id) implements Action {}

  /** A client that was made is erased, if there is one. */
  record EraseMade(int which) implements Action {}

  record Writes(String tenant, long contact, String phone) implements Action {}

  record Again(String tenant, long contact, int which) implements Action {}

  record Gone(String tenant, long contact) implements Action {}

  record Unlink(String tenant, long contact) implements Action {}

  record Release(String tenant, long contact) implements Action {}

  /** Time passes. */
  record Settle() implements Action {}

  @Property(tries = 10, shrinking = ShrinkingMode.BOUNDED)
  void shouldMakeEachClientOnceAndOfUnknownPhonesOnly(@ForAll("actions") List<Action> actions) {
    new Life().play(actions);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  @Tag("heavy")
  void shouldDoSoInManyLives(@ForAll("actions") List<Action> actions) {
    new Life().play(actions);
  }

  private final class Life {
    private final LinkingModel model = new LinkingModel(5);

    /** Phones that a client had, by the tenant's name in front; they stay. */
    private final Set<String> everHad = new HashSet<>();

    private final List<Client> made = new ArrayList<>();

    void play(List<Action> actions) {
      try (LinkingScenario story =
          new LinkingScenario(LinkingScenario.making(CLINIC), LinkingScenario.making(SALON))) {
        for (Action action : actions) {
          apply(action, story);
          take(story);
          check(action, story);
        }
        story.settle();
        take(story);
        check(new Settle(), story);
        complete(story);
        assertThat(story.harness().deadLetters()).isEmpty();
      }
    }

    private void apply(Action action, LinkingScenario story) {
      switch (action) {
        case PutClient(String tenant, String id, List<String> phones, boolean active) -> {
          story.client(
              tenant,
              id,
              c ->
                  c.setPhones(phones.stream().map(NewcomersPropertyTest::typed).toList())
                      .setActive(active));
          model.client(tenant, id, phones, active);
          phones.forEach(phone -> everHad.add(tenant + phone));
        }
        case Erase(String tenant, String id) -> {
          story.erase(tenant, id);
          model.erase(tenant, id);
        }
        case EraseMade(int which) -> {
          if (!made.isEmpty()) {
            Client client = made.get(which % made.size());
            story.erase(client.getTenant(), client.getClientId());
            model.erase(client.getTenant(), client.getClientId());
          }
        }
        case Writes(String tenant, long contact, String phone) -> {
          story.whatsapp(tenant, contact, "549" + phone.substring(3), null);
          model.sender(tenant, contact, phone);
        }
        case Again(String tenant, long contact, int which) -> story.again(tenant, contact, which);
        case Gone(String tenant, long contact) -> {
          story.gone(tenant, contact);
          story.forget(tenant, contact);
          model.gone(tenant, contact);
        }
        case Unlink(String tenant, long contact) -> {
          story.override(tenant, contact, null);
          model.override(tenant, contact, null);
        }
        case Release(String tenant, long contact) -> {
          story.withdrawOverride(tenant, contact);
          model.withdraw(tenant, contact);
        }
        case Settle settle -> story.settle();
      }
    }

    private void take(LinkingScenario story) {
      for (Client client : story.madeClients()) {
        String phone = key(client.getPhones().getFirst());
        assertThat(made)
            .as("made of one phone")
            .noneMatch(
                c ->
                    c.getTenant().equals(client.getTenant())
                        && key(c.getPhones().getFirst()).equals(phone));
        assertThat(made).extracting(Client::getClientId).doesNotContain(client.getClientId());
        assertThat(everHad).as("known phones").doesNotContain(client.getTenant() + phone);
        made.add(client);
        model.made(client.getTenant(), client.getClientId(), phone);
      }
    }

    private void check(Action action, LinkingScenario story) {
      for (String tenant : TENANTS) {
        for (long contact : CONTACTS) {
          assertThat(story.linkedClient(tenant, contact))
              .as("%s:%d after %s", tenant, contact, action)
              .isEqualTo(model.linked(tenant, contact));
        }
      }
    }

    /** Nobody is left out. */
    private void complete(LinkingScenario story) {
      for (String tenant : TENANTS) {
        for (long contact : CONTACTS) {
          String phone = model.phone(tenant, contact);
          boolean unknown =
              phone != null
                  && !everHad.contains(tenant + phone)
                  && !model.overridden(tenant, contact)
                  && story.link(tenant, contact).getState() == LinkState.UNMATCHED;
          boolean wasMade =
              made.stream()
                  .anyMatch(
                      c ->
                          c.getTenant().equals(tenant)
                              && key(c.getPhones().getFirst()).equals(phone));
          assertThat(!unknown || wasMade).as("%s:%d %s", tenant, contact, phone).isTrue();
        }
      }
    }

    private String key(String phone) {
      return ((PhoneResult.Key) keys.key(phone, PhoneSource.none())).value();
    }
  }

  private static String typed(String key) {
    return "11 15-" + key.substring(5, 9) + "-" + key.substring(9);
  }

  @Provide
  Arbitrary<List<Action>> actions() {
    Arbitrary<String> tenant = Arbitraries.of(TENANTS);
    Arbitrary<String> client = Arbitraries.of(CLIENTS);
    Arbitrary<Long> contact = Arbitraries.of(CONTACTS);
    Arbitrary<String> phone = Arbitraries.of(PHONES);
    Arbitrary<Integer> any = Arbitraries.integers().between(0, 30);
    Arbitrary<Action> action =
        Arbitraries.frequencyOf(
            Tuple.of(
                3,
                Combinators.combine(
                        tenant,
                        client,
                        phone.list().uniqueElements().ofMaxSize(2),
                        Arbitraries.frequency(Tuple.of(3, true), Tuple.of(1, false)))
                    .as(PutClient::new)),
            Tuple.of(1, Combinators.combine(tenant, client).as(Erase::new)),
            Tuple.of(1, any.map(EraseMade::new)),
            Tuple.of(6, Combinators.combine(tenant, contact, phone).as(Writes::new)),
            Tuple.of(1, Combinators.combine(tenant, contact, any).as(Again::new)),
            Tuple.of(1, Combinators.combine(tenant, contact).as(Gone::new)),
            Tuple.of(1, Combinators.combine(tenant, contact).as(Unlink::new)),
            Tuple.of(1, Combinators.combine(tenant, contact).as(Release::new)),
            Tuple.of(4, Arbitraries.create(Settle::new)));
    return action.list().ofMinSize(15).ofMaxSize(50);
  }
}
