package dev.puente.ingest.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.SubscriptionChange;
import dev.puente.event.v1.SubscriptionCreated;
import dev.puente.event.v1.SubscriptionStatusChanged;
import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.testing.FakePublisher.Mode;
import dev.puente.schemas.tenant.Secret;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class SubscriptionSliceTest {
  private static final String PATH = "/api/subscriptions";
  private static final String FORM =
      """
      {"lead":{"name":"Ana <b>Díaz</b>","email":"ana@example.com","whatsapp":"11 15-2345-6789",
               "province":"Córdoba","type":"persona","amount_range":"1-10","extra":1},
       "level_id":"gold","consent":{"accepted":true,"version":"v1","accepted_at":"2026-07-27T10:00:00Z"},
       "utm":{"utm_source":"ig","referrer":"https://x.example/?a=1&b=2","timestamp":"2026-07-27T10:00:00Z"},
       "whatever":true}
      """;

  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  private HttpRequest.Builder form(String path, String body) {
    return HttpRequest.newBuilder(gateway.url(path))
        .header("Content-Type", "application/json")
        .POST(BodyPublishers.ofString(body));
  }

  @Test
  void shouldTakeForm() {
    // when
    Answer answer = gateway.send(form(PATH + "?tenant=clinic-ar", FORM));

    // then
    assertThat(answer.status()).isEqualTo(201);
    String id = answer.body().path("subscription_id").asString();
    assertThat(id).matches("sub_[0-9]+_[0-9a-f]{8}");
    assertThat(answer.body().path("status").asString()).isEqualTo("pre_registered");
    assertThat(answer.body().path("redirect_url").asString()).isEmpty();
    assertThat(answer.body().path("chatwoot_identifier").asString()).isEqualTo("puente:" + id);
    assertThat(answer.body().path("chatwoot_identifier_hash").asString())
        .isEqualTo(Hashes.identifierHash(new Secret("hmac-ar"), "puente:" + id));
    SubscriptionChange change = gateway.publisher().onlyValue(SubscriptionChange.class);
    SubscriptionCreated created = (SubscriptionCreated) change.getBody();
    assertThat(created.getLead().getName()).isEqualTo("Ana Díaz");
    assertThat(created.getPhoneKey()).isEqualTo("+541123456789");
    assertThat(created.getInboxId()).isEqualTo(12);
    assertThat(created.getCustomAttributes())
        .isEqualTo(
            Map.ofEntries(
                Map.entry("subscription_id", id),
                Map.entry("status", "pre_registered"),
                Map.entry("level_id", "gold"),
                Map.entry("amount_range", "1-10"),
                Map.entry("type", "persona"),
                Map.entry("province", "Córdoba"),
                Map.entry("utm_source", "ig"),
                Map.entry("referrer", "https://x.example/?a=1&b=2"),
                Map.entry("consent_version", "v1"),
                Map.entry("consent_accepted_at", "2026-07-27T10:00:00Z")));
    URI status = URI.create(answer.body().path("status_url").asString());
    assertThat(status.getPath()).isEqualTo(PATH + "/" + id);
    String token = status.getQuery().replaceAll(".*token=", "");
    assertThat(token).matches("[0-9a-f]{32}");
    assertThat(created.getStatusTokenHash()).isEqualTo(Hashes.sha256(token));
  }

  @Test
  void shouldAnswerButDropAFormWhoseHiddenFieldIsFilled() {
    // given
    String trapped = FORM.replaceFirst("\\{", "{\"website\":\"http://spam.example\",");

    // when
    Answer answer = gateway.send(form(PATH + "?tenant=clinic-ar", trapped));

    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.body().path("subscription_id").asString()).startsWith("sub_");
    assertThat(gateway.publisher().published()).isEmpty();
  }

  @Test
  void shouldReportAllProblemsAtOnce() {
    // when
    Answer answer =
        gateway.send(
            form(
                PATH + "?tenant=clinic-ar",
                "{\"lead\":{\"email\":\"x\",\"type\":\"dog\"},\"consent\":{\"accepted\":false}}"));

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors())
        .containsExactlyInAnyOrder(
            "lead.name:required",
            "lead.email:not_an_email",
            "lead.type:not_one_of",
            "level_id:required",
            "consent.accepted:must_be_true",
            "consent.version:required",
            "consent.accepted_at:required");
  }

  @Test
  void shouldChooseTenantByOrigin() {
    // when
    Answer answer = gateway.send(form(PATH, FORM).header("Origin", "https://tienda.example"));

    // then
    assertThat(answer.status()).isEqualTo(201);
    assertThat(gateway.publisher().onlyValue(SubscriptionChange.class).getTenant())
        .isEqualTo("shop-mx");
    assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://tienda.example");
    assertThat(answer.body().path("status").asString()).isEqualTo("iniciado");
    assertThat(answer.body().path("redirect_url").asString())
        .startsWith("https://pay.example/sub_");
    assertThat(answer.body().has("chatwoot_identifier_hash")).isFalse();
  }

  @Test
  void shouldAnswer422WhenNothingDecidesTheTenant() {
    assertThat(gateway.send(form(PATH, FORM)).errors()).containsExactly("tenant:tenant_undecided");
    assertThat(gateway.send(form(PATH + "?tenant=nobody", FORM)).errors())
        .containsExactly("tenant:unknown_tenant");
  }

  @Test
  void shouldAnswerPreflight() {
    // when
    Answer good = preflight("https://campaign.example");
    Answer bad = preflight("https://evil.example");

    // then
    assertThat(good.status()).isEqualTo(204);
    assertThat(good.header("Access-Control-Allow-Origin")).isEqualTo("https://campaign.example");
    assertThat(good.header("Access-Control-Allow-Headers")).contains("idempotency-key");
    assertThat(bad.status()).isEqualTo(403);
    assertThat(bad.header("Access-Control-Allow-Origin")).isEmpty();
  }

  private Answer preflight(String origin) {
    return gateway.send(
        HttpRequest.newBuilder(gateway.url(PATH))
            .header("Origin", origin)
            .header("Access-Control-Request-Method", "POST")
            .method("OPTIONS", BodyPublishers.noBody()));
  }

  @Test
  void shouldGiveTheSameAnswerForTheSameIdempotencyKeyOnly() {
    // when
    Answer first =
        gateway.send(form(PATH + "?tenant=clinic-ar", FORM).header("Idempotency-Key", "k1"));
    Answer same =
        gateway.send(form(PATH + "?tenant=clinic-ar", FORM).header("Idempotency-Key", "k1"));
    Answer other =
        gateway.send(
            form(PATH + "?tenant=clinic-ar", FORM.replace("gold", "silver"))
                .header("Idempotency-Key", "k1"));
    Answer without = gateway.send(form(PATH + "?tenant=clinic-ar", FORM));

    // then
    assertThat(same.text()).isEqualTo(first.text());
    assertThat(other.status()).isEqualTo(409);
    assertThat(without.body().path("subscription_id"))
        .isNotEqualTo(first.body().path("subscription_id"));
    assertThat(gateway.publisher().published()).hasSize(2);
  }

  @Test
  void shouldRefuseLargeAndBinaryAndUnreadableForms() {
    assertThat(gateway.send(form(PATH + "?tenant=clinic-ar", "x".repeat(33 * 1024))).status())
        .isEqualTo(413);
    assertThat(gateway.send(form(PATH + "?tenant=clinic-ar", "{")).status()).isEqualTo(400);
    assertThat(
            gateway
                .send(form(PATH + "?tenant=clinic-ar", FORM.replace("gold", "a\\u0000b")))
                .errors())
        .containsExactly("level_id:binary");
    assertThat(
            gateway
                .send(
                    HttpRequest.newBuilder(gateway.url(PATH + "?tenant=clinic-ar"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("a=b")))
                .status())
        .isEqualTo(415);
  }

  @Test
  void shouldShowLittleWithTokenAndAllWithKey() {
    // given
    String id = "sub_1785146400_0a1b2c3d";
    ObjectNode view =
        JsonNodeFactory.instance
            .objectNode()
            .put("subscription_id", id)
            .put("status", "paid")
            .put("chatwoot_source_id", "s")
            .put("redirect_url", "")
            .put("status_token_hash", Hashes.sha256("tok"));
    gateway.views().put("subscriptions/clinic-ar/" + id, view);
    String link = PATH + "/" + id + "?tenant=clinic-ar&token=";

    // when
    Answer open = gateway.send(HttpRequest.newBuilder(gateway.url(link + "tok")));
    Answer full = gateway.call("ar-read", "GET", PATH + "/" + id);

    // then
    assertThat(open.body().propertyNames())
        .containsExactlyInAnyOrder("subscription_id", "status", "redirect_url");
    assertThat(full.body().propertyNames()).contains("chatwoot_source_id");
    assertThat(full.body().has("status_token_hash")).isFalse();
    assertThat(gateway.send(HttpRequest.newBuilder(gateway.url(link + "no"))).status())
        .isEqualTo(404);
    assertThat(gateway.send(HttpRequest.newBuilder(gateway.url(PATH + "/" + id))).status())
        .isEqualTo(401);
    assertThat(gateway.call("mx-all", "GET", PATH + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void shouldFollowTheStatusLinkAtOnce() {
    // given
    Answer created = gateway.send(form(PATH + "?tenant=clinic-ar", FORM));
    String link = created.body().path("status_url").asString();

    // when
    Answer answer = gateway.send(HttpRequest.newBuilder(gateway.url(link)));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().propertyNames())
        .containsExactlyInAnyOrder(
            "subscription_id", "status", "created_at", "updated_at", "redirect_url", "as_of");
    assertThat(gateway.send(HttpRequest.newBuilder(gateway.url(link + "0"))).status())
        .isEqualTo(404);
  }

  @Test
  void shouldNotSayUnknownWhileFormsMayBeOnTheirWay() {
    // given
    String path = PATH + "/sub_1785146400_0a1b2c3d";
    int certain = gateway.call("ar-all", "GET", path).status();
    gateway.publisher().behave(Mode.HOLD_BACK);

    // when
    Answer answer = gateway.call("ar-all", "GET", path);

    // then
    assertThat(certain).isEqualTo(404);
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void shouldRequestStatusChange() {
    // when
    Answer answer =
        gateway.json(
            "ar-all", "POST", PATH + "/sub_1785146400_0a1b2c3d/status", "{\"status\":\"paid\"}");

    // then
    assertThat(answer.status()).isEqualTo(202);
    SubscriptionChange change = gateway.publisher().onlyValue(SubscriptionChange.class);
    assertThat(((SubscriptionStatusChanged) change.getBody()).getStatus()).isEqualTo("paid");
  }
}
