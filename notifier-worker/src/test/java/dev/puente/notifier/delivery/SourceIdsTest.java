package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceIdsTest {
  @Test
  void shouldBeTheSameForTheSameAddressAndInboxOnly() {
    // given
    String id = SourceIds.of("acme", "phone/+541123456789", 12);

    // then
    assertThat(id)
        .matches("puente-[0-9a-f]{32}")
        .isEqualTo(SourceIds.of("acme", "phone/+541123456789", 12))
        .isNotEqualTo(SourceIds.of("acme", "phone/+541123456789", 13))
        .isNotEqualTo(SourceIds.of("other", "phone/+541123456789", 12))
        .isNotEqualTo(SourceIds.of("acme", "phone/+541123456789", 12, 7));
  }
}
