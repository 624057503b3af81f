package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.tenant;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.LinkState;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.matcher.linking.domain.Attributes;
import dev.puente.schemas.tenant.TenantConfig;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Attributes that do not fit, as an integrator reads of them. */
class LinkWarningsTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";

  /** Named attributes of a client that has no other data. */
  private static final int NAMED = 4;

  private final LinkingScenario story = new LinkingScenario(tenant(CLINIC, 5, List.of()));

  @AfterEach
  void close() {
    story.close();
  }

  private void client(String id, int attributes, String... phones) {
    Map<String, Object> free = new HashMap<>();
    for (int i = 0; i < attributes; i++) {
      free.put("a%02d".formatted(i), "secret-" + i);
    }
    story.client(CLINIC, id, c -> c.setPhones(List.of(phones)).setAttributes(free));
  }

  private static TenantConfig wanting(String... names) {
    return tenant(CLINIC, 5, List.of()).but().attributePriority(List.of(names)).build();
  }

  private static SyncAttributes last(List<@Nullable ContactSync> syncs) {
    return (SyncAttributes) requireNonNull(syncs.getLast()).getBody();
  }

  @Test
  void shouldNameWhatDoesNotFitInThePublishedLink() {
    // given
    client("17", 60, TYPED);

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    ContactLink link = story.link(CLINIC, 9);
    assertThat(link.getState()).isEqualTo(LinkState.LINKED);
    assertThat(link.getLeftOutCount()).isEqualTo(60 + NAMED - Attributes.MAX_COUNT);
    assertThat(link.getLeftOut()).hasSize(link.getLeftOutCount()).contains("a59");
    assertThat(link.toString()).doesNotContain("secret");
  }

  @Test
  void shouldPublishTheLinkAgainOnlyWhenTheNamesChange() {
    // given
    client("17", 60, TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.linkRecords();

    // when
    story.client(
        CLINIC,
        "17",
        c ->
            c.setPhones(List.of(TYPED))
                .setLastName("Pérez")
                .setAttributes(Map.of("a", 1L, "b", true)));
    List<@Nullable ContactLink> cured = story.linkRecords();
    story.client(
        CLINIC,
        "17",
        c -> c.setPhones(List.of(TYPED)).setLastName("Paz").setAttributes(Map.of("a", 2L)));

    // then
    assertThat(cured).hasSize(1);
    assertThat(requireNonNull(cured.getFirst()).getLeftOut()).isEmpty();
    assertThat(requireNonNull(cured.getFirst()).getLeftOutCount()).isZero();
    assertThat(story.linkRecords()).isEmpty();
  }

  @Test
  void shouldNotKeepTheNamesOfAnotherClient() {
    // given
    client("17", 60, TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    client("17", 60, "11 15-6000-0001");
    ContactLink revoked = story.link(CLINIC, 9);
    client("18", 1, TYPED);

    // then
    assertThat(revoked.getState()).isEqualTo(LinkState.REVOKED);
    assertThat(revoked.getLeftOut()).isEmpty();
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 18");
    assertThat(story.link(CLINIC, 9).getLeftOut()).isEmpty();
  }

  @Test
  void shouldShowWhatTheTenantWantsFirstAsSoonAsItSaysSo() {
    // given
    client("17", 60, TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    SyncAttributes before = last(story.syncs());

    // when
    story.settings(wanting("a59", "a58"));
    SyncAttributes after = last(story.syncs());

    // then
    assertThat(before.getSet()).doesNotContainKeys("a58", "a59").containsKeys("a44", "a45");
    assertThat(after.getSet()).containsKeys("a58", "a59").doesNotContainKeys("a44", "a45");
    assertThat(after.getClear()).containsExactly("a44", "a45");
    assertThat(story.link(CLINIC, 9).getLeftOut()).contains("a44").doesNotContain("a59");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldNameAtMostFiftyAndCountAll() {
    // given
    client("17", 200, TYPED);

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    ContactLink link = story.link(CLINIC, 9);
    assertThat(link.getLeftOut()).hasSize(ClientStates.NAMED_LEFT_OUT);
    assertThat(link.getLeftOutCount()).isEqualTo(200 + NAMED - Attributes.MAX_COUNT);
  }
}
