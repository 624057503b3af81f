package dev.puente.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.key.TenantKey;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TopicsTest {
  @Test
  void shouldKeepTheNamesThatAreAPublicContract() {
    // given / when
    List<String> names = new Topics("").all().stream().map(Topic::name).toList();

    // then
    assertThat(names)
        .containsExactlyInAnyOrder(
            "chatwoot-events",
            "clients",
            "client-phones",
            "contacts",
            "addresses",
            "contact-links",
            "contact-syncs",
            "interactions",
            "subscriptions",
            "notification-requests",
            "notification-commands",
            "command-results",
            "notification-outcomes",
            "tenants",
            "link-overrides",
            "recipient-preferences",
            "subscription-changes",
            "dead-letters");
  }

  @Test
  void shouldPutThePrefixInFrontOfEveryName() {
    // given / when
    Topics topics = new Topics("test.");

    // then
    assertThat(topics.all()).allMatch(t -> t.name().startsWith("test."));
    assertThatThrownBy(() -> new Topics("no spaces")).hasMessageContaining("prefix");
  }

  @Test
  void shouldSplitKeysAtTheFirstColon() {
    // given / when
    TenantKey key = TenantKey.parse("ar:booking:17");

    // then
    assertThat(key).isEqualTo(new TenantKey("ar", "booking:17"));
    assertThat(key.text()).isEqualTo("ar:booking:17");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ar", "ar:", ":9", "AR:9", "-a:9", "ä:9"})
  void shouldRefuseImpossibleKeys(String text) {
    // given / when / then
    assertThatThrownBy(() -> TenantKey.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "client/17",
        "client/a/b:c",
        "phone/+541123456789",
        "contact/9",
        "subscription/sub_1_0a1b2c3d"
      })
  void shouldReadWhatItWrites(String text) {
    // given / when / then
    assertThat(Recipient.parse(text).text()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "client", "client/", "/17", "contact/x", "mail/a"})
  void shouldRefuseImpossibleRecipients(String text) {
    // given / when / then
    assertThatThrownBy(() -> Recipient.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
