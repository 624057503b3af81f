package dev.puente.ingest.subscription;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.schemas.contact.PreRegistrationAttributes;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class SubscriptionRecordsTest {
  /** With every field of DESIGN section 9. */
  private static final String FULL =
      """
      {"lead":{"name":"Ana Díaz","email":"ana@example.com","phone":"11 2345-6789","whatsapp":"11 2345-6789",
               "province":"Córdoba","type":"persona","amount_range":"1-10"},
       "level_id":"gold","consent":{"accepted":true,"version":"v1","accepted_at":"2026-07-27T10:00:00Z"},
       "utm":{"utm_source":"ig","utm_medium":"cpc","utm_campaign":"launch","utm_term":"a","utm_content":"b",
              "campaign_id":"c-1","referrer":"https://x.example/","timestamp":"2026-07-27T10:00:00Z"}}
      """;

  private static FormData form(String json) {
    ObjectNode node = (ObjectNode) JsonMapper.builder().build().readTree(json);
    return requireNonNull(new FormReader().read(node).form());
  }

  @Test
  void shouldWriteTheNamesThatAreKeptFromClientsAndNoOthersWhenEveryFieldIsFilled() {
    // given
    FormData form = form(FULL);

    // when
    Map<String, Object> attributes =
        SubscriptionRecords.attributes("sub_1_0a", "pre_registered", form);

    // then
    assertThat(attributes.keySet())
        .containsExactlyInAnyOrderElementsOf(PreRegistrationAttributes.NAMES);
  }

  @Test
  void shouldLeaveOutWhatAFormDoesNotSay() {
    // given
    FormData form =
        form(
            """
            {"lead":{"name":"Ana","email":"ana@example.com"},"level_id":"gold",
             "consent":{"accepted":true,"version":"v1","accepted_at":"2026-07-27T10:00:00Z"}}
            """);

    // when
    Map<String, Object> attributes =
        SubscriptionRecords.attributes("sub_1_0a", "pre_registered", form);

    // then
    assertThat(attributes)
        .containsOnlyKeys(
            "subscription_id", "status", "level_id", "consent_version", "consent_accepted_at");
  }
}
