package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.query.StoreReader;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinkingViewsTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";

  private final LinkingScenario story = new LinkingScenario();
  private final ClientView clients =
      new ClientView(
          new TenantDirectory(List.of(LinkingScenario.tenant(CLINIC, 5, List.of()))),
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
        .containsEntry("decided_at", "2026-03-02T12:00:00Z")
        .containsEntry("evidence", Map.of("event_id", "event-1", "value", "+54********89"));
    assertThat(view.toString()).doesNotContain("1123456789");
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
}
