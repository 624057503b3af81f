package dev.puente.matcher.linking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private static Attributes of(Map<String, Object> free) {
    return Attributes.of(
        new Attributes.Source("clinic", "17", false, "Ana", null, null, 3L, null, " ", null, free));
  }

  @Test
  void shouldLeaveOutWhatIsNotKnown() {
    // given / when
    Attributes attributes = of(Map.of());

    // then
    assertThat(attributes.values())
        .containsOnlyKeys(
            "client_id",
            "client_name",
            "client_status",
            "is_registered",
            "tenant_id",
            "total_appointments");
    assertThat(attributes.values()).containsEntry("client_status", "inactive");
    assertThat(attributes.dropped()).isZero();
  }

  @Test
  void shouldNotLetAFreeAttributeTakeANamedOne() {
    // given / when
    Attributes attributes = of(Map.of("client_id", "99", "email", "free@example.org"));

    // then
    assertThat(attributes.values())
        .containsEntry("client_id", "17")
        .containsEntry("email", "free@example.org");
  }

  @Test
  void shouldKeepTheNamedAttributesWhenThereAreTooMany() {
    // given
    Map<String, Object> free = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      free.put("a%02d".formatted(i), i);
    }

    // when
    Attributes attributes = of(free);

    // then
    assertThat(attributes.values()).hasSize(Attributes.MAX_COUNT).containsKey("client_id");
    assertThat(attributes.values()).containsKey("a00").doesNotContainKey("a99");
    assertThat(attributes.dropped()).isEqualTo(56);
  }

  @Test
  void shouldDropWhatIsTooLarge() {
    // given
    Map<String, Object> free = Map.of("a", "ñ".repeat(Attributes.MAX_BYTES / 2), "b", true);

    // when
    Attributes attributes = of(free);

    // then
    assertThat(attributes.values()).containsKey("b").doesNotContainKey("a");
    assertThat(attributes.dropped()).isEqualTo(1);
  }
}
