package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.query.StoreReader;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkingViewsTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";

  private final LinkingScenario story = new LinkingScenario();
  private final ClientView clients =
      new ClientView(
          () -> new TenantDirectory(List.of(LinkingScenario.tenant(CLINIC, 5, List.of()))),
          new PhoneKeys());
  private final StoreReader stores =
      new StoreReader() {
        @Override
        public <V> ReadOnlyKeyValueStore<String, V> store(String name) {
          return story.harness().driver().getKeyValueStore(name);
        }
      };

  @AfterEach
  void close() {
    story.close();
  }

  private static TenantKey key(String id) {
    return new TenantKey(CLINIC, id);
  }

  @Test
  void shouldShowAClientWithItsPhoneKeysAndContacts() {
    // given
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED, "call me")).setFirstName("Ana"));
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    Map<String, Object> view = clients.answer(key("17"), stores).orElseThrow();

    // then
    assertThat(view)
        .containsEntry("id", "17")
        .containsEntry("first_name", "Ana")
        .containsEntry("active", true)
        .containsEntry(
            "contacts", List.of(Map.of("contact_id", 9L, "state", "LINKED", "rule", "PHONE")))
        .doesNotContainKey("email");
    assertThat((List<?>) view.get("phone_keys"))
        .first()
        .isEqualTo(Map.of("raw", TYPED, "key", "+541123456789"));
  }

  @Test
  void shouldListAContactWithTheOneClientThatItIsLinkedTo() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.client(CLINIC, "17", "11 4567-8901");
    story.client(CLINIC, "18", TYPED);

    // then
    assertThat(clients.answer(key("17"), stores).orElseThrow())
        .containsEntry("contacts", List.of());
    assertThat(clients.answer(key("18"), stores).orElseThrow())
        .containsEntry(
            "contacts", List.of(Map.of("contact_id", 9L, "state", "LINKED", "rule", "PHONE")));
  }

  @Test
  void shouldKnowNothingOfAnotherTenantsClient() {
    // given
    story.client(SALON, "17", TYPED);

    // when
    var view = clients.answer(key("17"), stores);

    // then
    assertThat(view).isEmpty();
  }

  @Test
  void shouldExplainALinkWithoutShowingThePhone() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    Map<String, Object> view = new ContactLinkView().answer(key("9"), stores).orElseThrow();

    // then
    assertThat(view)
        .containsEntry("contact_id", 9L)
        .containsEntry("state", "LINKED")
        .containsEntry("client_id", "17")
        .containsEntry("rule", "PHONE")
        .containsEntry("phone_key_source", "CHANNEL_ID")
        .containsEntry("owner_count", 1)
        .containsEntry("decided_at", story.harness().now().toString())
        .containsEntry("owners", List.of("17"))
        .containsEntry("warnings", List.of())
        .containsEntry("evidence", Map.of("event_id", "event-1", "value", "+54********89"));
    assertThat(view.get("explanation"))
        .asString()
        .startsWith(
            "The contact writes from +54********89 (event event-1). The sender id of the phone"
                + " channel belongs to exactly one active client, 17."
                + " So the contact is linked to client 17, since 2026-");
    assertThat(view.toString()).doesNotContain("1123456789");
  }

  @Test
  void shouldTellWhoLinkedByHandWhenAndWhy() {
    // given
    story.client(CLINIC, "17");
    story.override(CLINIC, 9, "17");

    // when
    Map<String, Object> view = new ContactLinkView().answer(key("9"), stores).orElseThrow();

    // then
    assertThat(view).containsEntry("rule", "MANUAL");
    assertThat(view.get("explanation"))
        .asString()
        .startsWith("Linked by hand to client 17 by key on 2026-")
        .contains("Reason given: mother's phone.");
    assertThat((Map<?, ?>) view.get("manual"))
        .isEqualTo(
            Map.of(
                "client_id", "17",
                "who", "key",
                "at", "2026-03-02T12:00:00.002Z",
                "why", "mother's phone"));
  }

  @Test
  void shouldTellThatAManualLinkWaitsForAClientThatIsNotRegistered() {
    // given
    story.override(CLINIC, 9, "17");

    // when
    Map<String, Object> view = new ContactLinkView().answer(key("9"), stores).orElseThrow();

    // then
    assertThat(view)
        .containsEntry("state", "UNMATCHED")
        .containsEntry("rule", "MANUAL")
        .doesNotContainKey("client_id");
    assertThat(view.get("explanation"))
        .asString()
        .startsWith("Linked by hand to client 17 by key on 2026-")
        .contains("That client is not registered");
    assertThat(view.get("manual")).asString().contains("client_id=17");
  }

  @Test
  void shouldTellThatAManualLinkNamesAnInactiveClient() {
    // given
    story.client(CLINIC, "17", c -> c.setActive(false));

    // when
    story.override(CLINIC, 9, "17");

    // then
    Map<String, Object> view = new ContactLinkView().answer(key("9"), stores).orElseThrow();
    assertThat(view).containsEntry("state", "LINKED");
    assertThat(view.get("explanation")).asString().contains("The client is inactive.");
  }

  @Test
  void shouldExplainInSpanishWhenAskedTo() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    Map<String, Object> view =
        new ContactLinkView().answer(key("9"), stores, Map.of("lang", "es")).orElseThrow();

    // then
    assertThat(view.get("explanation"))
        .asString()
        .startsWith("El contacto escribe desde +54********89 (evento event-1). El identificador")
        .contains("pertenece a un único cliente activo, 17.")
        .endsWith("Regla: teléfono.");
    assertThat(view).containsEntry("state", "LINKED");
  }

  @Test
  void shouldShowAClientThatWasMadeOfAContact() {
    // given
    story.settings(LinkingScenario.making(CLINIC));
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    String made = story.madeClients().getFirst().getClientId();

    // when
    Map<String, Object> view = clients.answer(key(made), stores).orElseThrow();
    story.client(CLINIC, "17", TYPED);

    // then
    assertThat(view)
        .containsEntry("id", made)
        .containsEntry("origin", "CHATWOOT")
        .containsEntry("first_name", "Ana")
        .containsEntry(
            "contacts", List.of(Map.of("contact_id", 9L, "state", "LINKED", "rule", "PHONE")));
    assertThat(new ContactLinkView().answer(key("9"), stores).orElseThrow())
        .containsEntry("owners", List.of("17"))
        .containsEntry("yielding", List.of(made));
  }

  @Test
  void shouldNameAllOwnersAndShowNobodysDataWhenThereAreSeveral() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "18", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    Map<String, Object> view = new ContactLinkView().answer(key("9"), stores).orElseThrow();

    // then
    assertThat(view).containsEntry("owners", List.of("17", "18")).doesNotContainKey("client_id");
    assertThat(view.get("explanation")).asString().contains("Nobody's data is shown");
  }

  @Test
  void shouldWarnWhenAttributesOfTheClientDoNotFit() {
    // given
    Map<String, Object> free = new HashMap<>();
    for (int i = 0; i < 60; i++) {
      free.put("free_" + i, "value");
    }
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setAttributes(free));
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    Map<String, Object> view = new ContactLinkView().answer(key("9"), stores).orElseThrow();

    // then
    assertThat(view.get("warnings"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .singleElement()
        .asString()
        .contains("not shown in Chatwoot: 14.");
    assertThat(view.get("left_out"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .hasSize(14)
        .contains("free_9");
    Map<String, Object> client = clients.answer(key("17"), stores).orElseThrow();
    assertThat(client.get("contacts"))
        .isEqualTo(
            List.of(
                Map.of(
                    "contact_id",
                    9L,
                    "state",
                    "LINKED",
                    "rule",
                    "PHONE",
                    "left_out",
                    requireNonNull(view.get("left_out")))));
  }

  @Test
  void shouldKnowNoLinkOfAnUnseenContact() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    var view = new ContactLinkView().answer(key("10"), stores);

    // then
    assertThat(view).isEmpty();
  }

  @Test
  void shouldCallAContactNotYetDecidedThatWasSeenOnly() {
    // given: the decision is a transaction behind the sighting
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.harness().driver().getKeyValueStore(TopologyNames.LINK_STORE).delete(key("9").text());
    ContactLinkView view = new ContactLinkView();

    // when
    boolean seen = view.underWay(key("9"), stores);
    boolean unseen = view.underWay(key("10"), stores);

    // then
    assertThat(view.answer(key("9"), stores)).isEmpty();
    assertThat(seen).isTrue();
    assertThat(unseen).isFalse();
  }
}
