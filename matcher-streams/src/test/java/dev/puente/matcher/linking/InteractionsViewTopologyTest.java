package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.Direction;
import dev.puente.event.v1.Interaction;
import dev.puente.matcher.interactions.InteractionsView;
import dev.puente.matcher.query.StoreReader;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InteractionsViewTopologyTest {
  private static final TenantConfig SILENT = LinkingScenario.tenant(CLINIC, 5, List.of());
  private static final TenantConfig OPEN = withText(SILENT);
  private static final TenantKey CLIENT = new TenantKey(CLINIC, "17");

  private final LinkingScenario story = new LinkingScenario(OPEN);
  private final InteractionsView view = view(OPEN);
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

  private static InteractionsView view(TenantConfig tenant) {
    TenantDirectory directory = new TenantDirectory(List.of(tenant));
    return new InteractionsView(() -> directory);
  }

  static TenantConfig withText(TenantConfig t) {
    return t.but().switches(Set.of(TenantConfig.Switch.INTERACTION_TEXT)).build();
  }

  private void told(String client, long id, long seconds) {
    story
        .harness()
        .publish(
            story.harness().topics().interactions(),
            CLINIC + ":" + client,
            Interaction.newBuilder()
                .setTenant(CLINIC)
                .setClientId(client)
                .setContactId(9)
                .setDirection(Direction.INBOUND)
                .setMessageId(id)
                .setContentLength(4)
                .setText("hola")
                .setOccurredAt(Instant.ofEpochSecond(seconds))
                .setFromPuente(false)
                .build());
  }

  private Map<String, Object> page(Map<String, String> parameters) {
    return view.answer(CLIENT, stores, parameters).orElseThrow();
  }

  @SuppressWarnings("unchecked") // the shape of the view
  private static List<Object> ids(Map<String, Object> page) {
    List<Map<String, Object>> rows =
        (List<Map<String, Object>>) java.util.Objects.requireNonNull(page.get("interactions"));
    return rows.stream().map(row -> row.get("message_id")).toList();
  }

  @Test
  void shouldShowAMessageOfALinkedContactWithItsText() {
    // given
    story.client(CLINIC, "17", "11 2345-6789");
    String raw = "{\"event\":\"message_created\",\"content\":\"" + "a".repeat(3_999) + "😀\"}";

    // when
    story.event(
        CLINIC,
        9,
        "+5491123456789",
        event ->
            event
                .setEvent("message_created")
                .setInboxId(8L)
                .setMessage(LinkingScenario.message(5))
                .setRaw(raw));

    // then
    assertThat(page(Map.of()))
        .containsEntry("client_id", "17")
        .doesNotContainKey("next_before")
        .extracting("interactions")
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.list(Map.class))
        .singleElement()
        .satisfies(
            row ->
                assertThat((Map<String, Object>) row)
                    .containsEntry("message_id", 5L)
                    .containsEntry("contact_id", 9L)
                    .containsEntry("inbox_id", 8L)
                    .containsEntry("direction", "INBOUND")
                    .containsEntry("length", 2)
                    .containsEntry("from_puente", false)
                    // A cut never splits a character.
                    .containsEntry("text", "a".repeat(3_999))
                    .containsKey("at"));
  }

  @Test
  void shouldShowTheNewestFirstPageByPage() {
    // given
    story.client(CLINIC, "17");
    LongStream.rangeClosed(1, 5).forEach(id -> told("17", id, 100 + id));

    // when
    List<Object> seen = new ArrayList<>();
    Map<String, Object> first = page(Map.of("limit", "2"));
    Map<String, Object> second =
        page(Map.of("limit", "2", "before", (String) first.get("next_before")));
    Map<String, Object> third =
        page(Map.of("limit", "2", "before", (String) second.get("next_before")));
    List.of(first, second, third).forEach(page -> seen.addAll(ids(page)));

    // then
    assertThat(seen).containsExactly(5L, 4L, 3L, 2L, 1L);
    assertThat(third).doesNotContainKey("next_before");
  }

  @Test
  void shouldShowOnlyTheClientItself() {
    // given
    story.client(CLINIC, "17");
    story.client(CLINIC, "170");
    told("17", 1, 100);
    told("170", 2, 100);

    // when
    Map<String, Object> page = page(Map.of());

    // then
    assertThat(ids(page)).containsExactly(1L);
  }

  @Test
  void shouldHideTextsWhenTheTenantAllowsThemNoLonger() {
    // given
    story.client(CLINIC, "17");
    told("17", 1, 100);

    // when
    Map<String, Object> page = view(SILENT).answer(CLIENT, stores, Map.of()).orElseThrow();

    // then
    assertThat(page.get("interactions")).asString().doesNotContain("hola");
  }

  @Test
  void shouldKeepTheNewestThousandOfAClient() {
    // given
    story.client(CLINIC, "17");

    // when
    LongStream.rangeClosed(1, 1_150).forEach(id -> told("17", id, id));
    told("17", 1_150, 1_150);

    // then
    var rows = story.harness().driver().getKeyValueStore("interaction-view").all();
    List<Object> left = new ArrayList<>();
    rows.forEachRemaining(row -> left.add(row.key));
    rows.close();
    assertThat(left).hasSize(1_049).first().asString().endsWith("0102");
  }

  @Test
  void shouldRemoveWhatIsOlderThanTheTopicKeeps() {
    // given
    story.client(CLINIC, "17");
    told("17", 1, 100);
    story.harness().advance(Duration.ofDays(60));
    told("17", 2, 200);

    // when
    story.harness().advance(Duration.ofDays(31));
    story.harness().advance(Duration.ofSeconds(20));

    // then
    assertThat(ids(page(Map.of()))).containsExactly(2L);
  }

  @Test
  void shouldForgetAnErasedClientAndWhatComesAfterIt() {
    // given
    story.client(CLINIC, "17");
    LongStream.rangeClosed(1, 3).forEach(id -> told("17", id, id));

    // when
    story.erase(CLINIC, "17");
    told("17", 4, 4);
    boolean known = view.answer(CLIENT, stores, Map.of()).isPresent();
    story.client(CLINIC, "17");

    // then
    assertThat(known).isFalse();
    assertThat(ids(page(Map.of()))).isEmpty();
  }

  @Test
  void shouldKnowNothingOfAClientThatWasNeverThere() {
    // given
    story.client(CLINIC, "18", (Client.Builder client) -> client);

    // when
    var answer = view.answer(CLIENT, stores, Map.of());

    // then
    assertThat(answer).isEmpty();
  }
}
