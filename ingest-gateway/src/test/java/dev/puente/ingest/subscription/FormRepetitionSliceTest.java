package dev.puente.ingest.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.SubscriptionChange;
import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.auth.Tenants;
import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.web.PublicUrls;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.topic.Topics;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The same form again, at another instance or after a restart: memories are empty there. */
class FormRepetitionSliceTest {
  private static final String KEY = "key-of-the-page";
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String FORM =
      """
      {"lead":{"name":"Ana","email":"ana@example.com"},"level_id":"gold",
       "consent":{"accepted":true,"version":"v1","accepted_at":"2026-07-27T10:00:00-03:00"}}
      """;

  private RunningGateway gateway;
  private TenantConfig tenant;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
    tenant = gateway.bean(Tenants.class).current().find("clinic-ar").orElseThrow();
  }

  private Subscriptions instance(Instant now) {
    InstantSource clock = InstantSource.fixed(now);
    EventIdSource ids = new EventIdSource(new SecureRandom());
    return new Subscriptions(
        gateway.publisher(),
        new Topics(""),
        new PhoneKeys(),
        clock,
        ids,
        new FormIdentities(ids, clock, new Secret("shared by all instances")),
        new IdempotentAnswers(10),
        gateway.bean(SubscriptionViews.class),
        new PublicUrls(null),
        new Subscriptions.Options(Map.of(), Duration.ofSeconds(1), "website"));
  }

  private static ObjectNode form(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text);
  }

  @Test
  void shouldGiveTheSameAnswerAtAnotherInstance() {
    // given
    Instant now = Instant.parse("2026-07-27T13:00:01Z");

    // when
    ObjectNode first = instance(now).create(tenant, form(FORM), KEY, TRACE);
    ObjectNode again = instance(now.plusSeconds(600)).create(tenant, form(FORM), KEY, TRACE);

    // then
    assertThat(again).isEqualTo(first);
    assertThat(first.path("subscription_id").asString()).matches("sub_17851[0-9]{5}_[0-9a-f]{8}");
    List<SubscriptionChange> written = gateway.publisher().values(SubscriptionChange.class);
    assertThat(written)
        .hasSize(2)
        .extracting(SubscriptionChange::getSubscriptionId)
        .containsOnly(first.path("subscription_id").asString());
    assertThat(gateway.publisher().published().get(1).eventId())
        .isEqualTo(gateway.publisher().published().get(0).eventId());
  }

  @Test
  void shouldRevealNothingToWhoGuessedTheKey() {
    // given
    Instant now = Instant.parse("2026-07-27T13:00:01Z");
    ObjectNode first = instance(now).create(tenant, form(FORM), KEY, TRACE);

    // when
    ObjectNode guess = instance(now).create(tenant, form(FORM.replace("Ana", "Eva")), KEY, TRACE);

    // then
    for (String name :
        List.of(
            "subscription_id", "status_url", "chatwoot_identifier", "chatwoot_identifier_hash")) {
      assertThat(guess.path(name).asString())
          .as(name)
          .isNotEmpty()
          .isNotEqualTo(first.path(name).asString());
    }
  }

  @Test
  void shouldAnswerARepeatedTrapLikeTheFirst() {
    // given
    Subscriptions subscriptions = instance(Instant.parse("2026-07-27T13:00:01Z"));
    ObjectNode trapped = form(FORM).put("website", "http://spam.example");

    // when
    ObjectNode first = subscriptions.create(tenant, trapped, KEY, TRACE);
    ObjectNode again = subscriptions.create(tenant, trapped, KEY, TRACE);

    // then
    assertThat(again).isEqualTo(first);
    assertThat(gateway.publisher().published()).isEmpty();
  }
}
