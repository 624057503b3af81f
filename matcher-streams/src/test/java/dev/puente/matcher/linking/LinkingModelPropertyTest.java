package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.schemas.tenant.TenantConfig;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
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

  /** Begins the name of an attribute that only one client has. */
  private static final String OF = "of_";

  /** Phone keys, and how the same subscriber is typed and sent. */
  private static final List<String> PHONES =
      List.of("+541123456789", "+541145678901", "+541143210987");

  private final Map<String, Optional<String>> blocked = new HashMap<>();

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

  /** An event of the contact comes once more. */
  record Again(String tenant, long contact, int which) implements Action {}

  /** A fresh read of the contact is answered. */
  record Read(String tenant, long contact, Optional<String> phone) implements Action {}

  /** A write finds that the contact was deleted, or merged into another one. */
  record Gone(String tenant, long contact) implements Action {}

  /** A start with another block list. */
  record Block(String tenant, Optional<String> phone) implements Action {}

  @Property(tries = 12, shrinking = ShrinkingMode.BOUNDED)
  void shouldAgreeWithTheModelAfterEveryStep(@ForAll("actions") List<Action> actions) {
    play(actions);
  }

  @Property(tries = 400, shrinking = ShrinkingMode.BOUNDED)
  @Tag("heavy")
  void shouldAgreeWithTheModelInManyLives(@ForAll("actions") List<Action> actions) {
    play(actions);
  }

  private void play(List<Action> actions) {
    blocked.clear();
    Contacts shown = new Contacts();
    LinkingModel model = new LinkingModel(OWNER_LIMIT);
    try (LinkingScenario story =
        new LinkingScenario(
            LinkingScenario.tenant(CLINIC, OWNER_LIMIT, List.of()),
            LinkingScenario.tenant(SALON, OWNER_LIMIT, List.of()))) {
      long beginning = story.tick();
      for (Action action : actions) {
        apply(action, story, model, beginning);
        shown.take(story, action);
        for (String tenant : TENANTS) {
          for (long contact : CONTACTS) {
            assertThat(story.linkedClient(tenant, contact))
                .as("%s:%d after %s", tenant, contact, action)
                .isEqualTo(model.linked(tenant, contact));
          }
        }
      }
      story.settle();
      shown.take(story, null);
      for (String tenant : TENANTS) {
        for (long contact : CONTACTS) {
          if (model.overridden(tenant, contact) && shown.wasGone(tenant, contact)) {
            continue; // linked by hand for ever, and there is nothing to write to
          }
          assertThat(shown.clientsOf(tenant, contact))
              .as("data shown by %s:%d", tenant, contact)
              .isEqualTo(
                  Stream.ofNullable(model.shown(tenant, contact)).collect(Collectors.toSet()));
        }
      }
      assertThat(story.harness().deadLetters()).isEmpty();
    }
  }

  private void apply(Action action, LinkingScenario story, LinkingModel model, long beginning) {
    String tenant = action.tenant();
    switch (action) {
      case PutClient put -> {
        story.client(
            tenant,
            put.id(),
            c ->
                c.setPhones(put.phones().stream().map(LinkingModelPropertyTest::typed).toList())
                    .setAttributes(Map.of(OF + put.id(), true))
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
      case Again again -> story.again(tenant, again.contact(), again.which());
      case Read read -> {
        @Nullable String phone = read.phone().orElse(null);
        story.read(tenant, read.contact(), true, phone);
        if (model.knows(tenant, read.contact())) {
          model.number(tenant, read.contact(), phone);
        }
      }
      case Gone gone -> {
        story.gone(tenant, gone.contact());
        story.forget(tenant, gone.contact());
        model.gone(tenant, gone.contact());
      }
      case Block block -> {
        blocked.put(tenant, block.phone());
        story.settings(
            TENANTS.stream()
                .map(t -> settings(t, blocked.getOrDefault(t, Optional.empty()).orElse(null)))
                .toArray(TenantConfig[]::new));
        model.blocked(tenant, block.phone().stream().toList());
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

  private static TenantConfig settings(String tenant, @Nullable String blockedPhone) {
    return LinkingScenario.tenant(
        tenant, OWNER_LIMIT, blockedPhone == null ? List.of() : List.of(blockedPhone));
  }

  /** What the contacts show in Chatwoot when every wish is carried out, and some are answered. */
  private static final class Contacts {
    private final Map<String, Set<String>> attributes = new HashMap<>();
    private final Set<String> gone = new HashSet<>();
    private int writes;

    void take(LinkingScenario story, @Nullable Action last) {
      if (last instanceof Gone(String tenant, long contact)) {
        attributes.remove(tenant + ":" + contact);
        gone.add(tenant + ":" + contact);
      }
      for (ContactSync sync : story.syncs()) {
        if (sync != null && sync.getBody() instanceof SyncAttributes body) {
          Set<String> names =
              attributes.computeIfAbsent(
                  sync.getTenant() + ":" + body.getContactId(), key -> new HashSet<>());
          names.addAll(body.getSet().keySet());
          names.removeAll(body.getClear());
          if (++writes % 3 != 0) {
            story.synced(sync);
          }
        }
      }
    }

    boolean wasGone(String tenant, long contact) {
      return gone.contains(tenant + ":" + contact);
    }

    Set<String> clientsOf(String tenant, long contact) {
      return attributes.getOrDefault(tenant + ":" + contact, Set.of()).stream()
          .filter(name -> name.startsWith(OF))
          .map(name -> name.substring(OF.length()))
          .collect(Collectors.toSet());
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
            net.jqwik.api.Tuple.of(1, Combinators.combine(tenant, contact, phone).as(Late::new)),
            net.jqwik.api.Tuple.of(
                3,
                Combinators.combine(tenant, contact, Arbitraries.integers().between(0, 30))
                    .as(Again::new)),
            net.jqwik.api.Tuple.of(
                1, Combinators.combine(tenant, contact, phone.optional()).as(Read::new)),
            net.jqwik.api.Tuple.of(1, Combinators.combine(tenant, contact).as(Gone::new)),
            net.jqwik.api.Tuple.of(
                1, Combinators.combine(tenant, phone.optional()).as(Block::new)));
    return action.list().ofMinSize(20).ofMaxSize(60);
  }
}
