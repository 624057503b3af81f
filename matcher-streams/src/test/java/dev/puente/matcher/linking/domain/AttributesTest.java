package dev.puente.matcher.linking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttributesTest {
  private static Attributes of(Map<String, Object> free, String... priority) {
    return Attributes.of(
        new Attributes.Source(
            "clinic", "17", false, true, "Ana", null, null, 3L, null, " ", null, free),
        List.of(priority));
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
    assertThat(attributes.leftOut()).isEmpty();
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
    assertThat(attributes.leftOut()).hasSize(56).startsWith("a44", "a45").endsWith("a99");
  }

  @Test
  void shouldDropWhatIsTooLarge() {
    // given
    Map<String, Object> free = Map.of("a", "ñ".repeat(Attributes.MAX_BYTES / 2), "b", true);

    // when
    Attributes attributes = of(free);

    // then
    assertThat(attributes.values()).containsKey("b").doesNotContainKey("a");
    assertThat(attributes.leftOut()).containsExactly("a");
  }

  @Test
  void shouldKeepWhatTheTenantWantsFirstWhenThereAreTooMany() {
    // given
    Map<String, Object> free = new HashMap<>();
    for (int i = 0; i < 100; i++) {
      free.put("a%02d".formatted(i), i);
    }

    // when
    Attributes attributes = of(free, "a99", "unknown", "client_name", "a50");

    // then
    assertThat(attributes.values())
        .hasSize(Attributes.MAX_COUNT)
        .containsEntry("client_name", "Ana")
        .containsKeys("client_id", "a99", "a50", "a00", "a41");
    assertThat(attributes.leftOut()).hasSize(56).startsWith("a42").doesNotContain("a50", "a99");
  }

  @Test
  void shouldKeepTheLargeValueThatTheTenantWantsFirst() {
    // given
    Map<String, Object> free =
        Map.of("a", "x".repeat(6 * 1024), "b", "y".repeat(6 * 1024), "c", "z");

    // when
    Attributes attributes = of(free, "b");

    // then
    assertThat(attributes.values()).containsKeys("b", "c");
    assertThat(attributes.leftOut()).containsExactly("a");
  }
}
