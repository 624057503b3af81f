package dev.puente.matcher.notifying.processor;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.mailbox.TenantRules;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfiguredTenantsTest {
  private static final ZoneId MADRID = ZoneId.of("Europe/Madrid");
  private static final TenantConfig.Inbox API =
      new TenantConfig.Inbox(3, "Channel::Api", null, true);

  private static TenantRules rules(
      TenantConfig.@Nullable QuietHours quiet, TenantConfig.Inbox... inboxes) {
    return rules(quiet, Map.of(), inboxes);
  }

  private static TenantRules rules(
      TenantConfig.@Nullable QuietHours quiet,
      Map<String, TenantConfig.TemplateConfig> templates,
      TenantConfig.Inbox... inboxes) {
    TenantConfig config =
        TenantConfig.of("a", URI.create("http://chat.example"), 1)
            .inboxes(List.of(inboxes))
            .region("ES")
            .timeZone(MADRID)
            .locale("es")
            .quietHours(quiet)
            .templates(templates)
            .build();
    TenantDirectory directory = new TenantDirectory(List.of(config));
    return requireNonNull(new ConfiguredTenants(() -> directory).find("a"));
  }

  private static long at(String time) {
    return ZonedDateTime.parse(time + "+01:00[Europe/Madrid]").toInstant().toEpochMilli();
  }

  @ParameterizedTest
  @CsvSource({
    "22:00, 08:00, 2026-01-10T21:59:59, 2026-01-10T21:59:59",
    "22:00, 08:00, 2026-01-10T22:00:00, 2026-01-11T08:00:00",
    "22:00, 08:00, 2026-01-11T03:00:00, 2026-01-11T08:00:00",
    "22:00, 08:00, 2026-01-11T08:00:00, 2026-01-11T08:00:00",
    "13:00, 15:00, 2026-01-10T14:00:00, 2026-01-10T15:00:00",
    "13:00, 15:00, 2026-01-10T12:00:00, 2026-01-10T12:00:00"
  })
  void shouldEndQuietHoursInTheTimeZoneOfTheTenant(
      LocalTime from, LocalTime to, String now, String end) {
    // given
    TenantRules rules = rules(new TenantConfig.QuietHours(from, to), API);

    // when
    long until = rules.quietUntil(at(now));

    // then
    assertThat(until).isEqualTo(at(end));
  }

  @Test
  void shouldEndAfterNowWhenTheClockSkipsTheHour() {
    // given
    TenantRules rules =
        rules(new TenantConfig.QuietHours(LocalTime.of(1, 0), LocalTime.of(2, 30)), API);
    long now = ZonedDateTime.of(2026, 3, 29, 1, 30, 0, 0, MADRID).toInstant().toEpochMilli();

    // when
    long until = rules.quietUntil(now);

    // then
    assertThat(until).isEqualTo(now + 3_600_000);
  }

  @Test
  void shouldRefuseWhenNoneOrSeveralInboxesFit() {
    // given
    Message any = new Message("R", "x", null, null);
    Message asked = new Message("R", "x", null, 4L);
    TenantConfig.Inbox second = new TenantConfig.Inbox(4, "Channel::Api", null, true);

    // when
    TenantRules both = rules(null, API, second);

    // then
    assertThat(both.refusal(any)).isEqualTo("no_inbox");
    assertThat(both.refusal(asked)).isNull();
    assertThat(rules(null).refusal(any)).isEqualTo("no_inbox");
    assertThat(rules(null, API).refusal(asked)).isEqualTo("no_inbox");
    assertThat(rules(null, API).refusal(any)).isNull();
  }

  @Test
  void shouldRefuseATextThatWouldSwellInTheTenantsTemplate() {
    // given
    TenantConfig.Inbox whatsapp = new TenantConfig.Inbox(7, "Channel::Whatsapp", null, true);
    TenantRules rules = rules(null, whatsapp);
    TenantConfig.TemplateConfig twice =
        new TenantConfig.TemplateConfig(
            "reminder", "es", "UTILITY", Map.of("1", "{message}", "2", "{message}"));
    TenantRules templates = rules(null, Map.of("R", twice), whatsapp);
    Message longText = new Message("R", "x".repeat(16_385), null, null);

    // when
    String refusal = templates.refusal(longText);

    // then
    assertThat(refusal).isEqualTo("too_large");
    assertThat(templates.refusal(new Message("R", "x".repeat(16_000), null, null))).isNull();
    assertThat(rules.refusal(longText)).isNull();
  }

  @Test
  void shouldKnowNoRulesOfAnUnknownTenant() {
    // given
    TenantDirectory nobody = new TenantDirectory(List.of());

    // when
    TenantRules rules = new ConfiguredTenants(() -> nobody).find("a");

    // then
    assertThat(rules).isNull();
  }
}
