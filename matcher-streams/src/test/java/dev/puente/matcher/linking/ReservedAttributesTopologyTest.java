package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.SyncAttributes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Names that a client's attributes may not take. */
class ReservedAttributesTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";

  private final LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  private void linked(Map<String, Object> free) {
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setAttributes(free));
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
  }

  private static ContactSync only(List<@Nullable ContactSync> syncs) {
    assertThat(syncs).hasSize(1);
    return requireNonNull(syncs.getFirst());
  }

  private static SyncAttributes body(ContactSync sync) {
    return (SyncAttributes) sync.getBody();
  }

  @Test
  void shouldNeitherWriteNorClearWhatBelongsToPreRegistrations() {
    // given
    linked(Map.of("status", "gold", "vip", true));
    ContactSync sync = only(story.syncs());

    // when
    story.client(CLINIC, "17", TYPED);

    // then
    assertThat(body(sync).getSet()).containsEntry("vip", true).doesNotContainKey("status");
    assertThat(story.link(CLINIC, 9).getLeftOut()).isEmpty();
    assertThat(body(only(story.syncs())).getClear()).containsExactly("vip");
  }

  @Test
  void shouldNameWhatBelongsToPreRegistrationsAmongWhatIsLeftOut() {
    // given / when
    linked(Map.of("utm_source", "mail", "status", "gold", "vip", true));

    // then
    assertThat(story.link(CLINIC, 9).getLeftOut()).containsExactly("status", "utm_source");
  }
}
