package dev.puente.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.testing.FakePublisher.Mode;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WebhookSliceTest {
  private static final String PATH = "/api/webhooks/chatwoot";

  private RunningGateway gateway;
  private byte[] body;

  @BeforeEach
  void start() throws IOException {
    gateway = RunningGateway.reset();
    body =
        Files.readAllBytes(
            RunningGateway.resource(
                "chatwoot/webhooks/message_created.whatsapp_incoming_phone.json"));
  }

  @Test
  void shouldKeepEventWhenSignedForTenantOfPath() {
    // when
    Answer answer = gateway.webhook(PATH + "/clinic-ar", body, "ar-new-secret");

    // then
    assertThat(answer.status()).isEqualTo(200);
    ChatwootEvent event = gateway.publisher().onlyValue(ChatwootEvent.class);
    assertThat(answer.body().path("success").asBoolean()).isTrue();
    assertThat(answer.body().path("event_id").asString()).isEqualTo(event.getEventId());
    assertThat(event.getTenant()).isEqualTo("clinic-ar");
    assertThat(event.getDeliveryId()).isEqualTo("delivery-1");
    assertThat(gateway.publisher().published().getFirst().key().text()).isEqualTo("clinic-ar:4021");
    assertThat(gateway.publisher().published().getFirst().traceParent())
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]");
  }

  @Test
  void shouldTakeEverySecretOfATenant() {
    // when
    Answer old = gateway.webhook(PATH + "/clinic-ar", body, "ar-old-secret");

    // then
    assertThat(old.status()).isEqualTo(200);
  }

  @Test
  void shouldLetTheSecretDecideWhenTwoTenantsHaveTheSameAccount() {
    // when
    Answer answer = gateway.webhook(PATH, body, "mx-secret");

    // then
    assertThat(answer.status()).isEqualTo(200);
    ChatwootEvent event = gateway.publisher().onlyValue(ChatwootEvent.class);
    assertThat(event.getTenant()).isEqualTo("shop-mx");
    assertThat(event.getInboxConfigured()).isFalse();
  }

  @Test
  void shouldRefuseWhenSecretIsAnotherTenants() {
    // when
    Answer answer = gateway.webhook(PATH + "/clinic-ar", body, "mx-secret");

    // then
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(gateway.publisher().published()).isEmpty();
  }

  @Test
  void shouldRefuseWhenUnsigned() {
    assertThat(gateway.webhook(PATH, body, null).status()).isEqualTo(401);
    assertThat(gateway.webhook(PATH + "/bare", body, null).status()).isEqualTo(401);
  }

  @Test
  void shouldRefuseWhenTimestampIsTooFarAway() {
    // given
    String old = Long.toString(Instant.now().getEpochSecond() - 400);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(gateway.url(PATH + "/clinic-ar"))
            .header("X-Chatwoot-Timestamp", old)
            .header("X-Chatwoot-Signature", RunningGateway.signature("ar-new-secret", old, body))
            .POST(BodyPublishers.ofByteArray(body));

    // when
    Answer answer = gateway.send(request);

    // then
    assertThat(answer.status()).isEqualTo(401);
  }

  @Test
  void shouldLetUnsignedInWithTheTenantsTokenOnly() {
    // when
    Answer good = gateway.webhook(PATH + "/open-co?token=let-me-in", body, null);
    Answer bad = gateway.webhook(PATH + "/open-co?token=wrong", body, null);
    Answer elsewhere = gateway.webhook(PATH + "/clinic-ar?token=let-me-in", body, null);

    // then
    assertThat(good.status()).isEqualTo(200);
    assertThat(bad.status()).isEqualTo(401);
    assertThat(elsewhere.status()).isEqualTo(401);
  }

  @Test
  void shouldTakeTheTokenFromPathAndBasicAuthentication() {
    // given
    String pair = Base64.getEncoder().encodeToString("hook:let-me-in".getBytes(UTF_8));
    String wrong = Base64.getEncoder().encodeToString("let-me-in:wrong".getBytes(UTF_8));

    // when
    Answer inPath = gateway.webhook(PATH + "/open-co/let-me-in", body, null);
    Answer wrongInPath = gateway.webhook(PATH + "/open-co/let-me", body, null);
    Answer basic = gateway.send(unsigned("/open-co").header("Authorization", "Basic " + pair));
    Answer wrongBasic =
        gateway.send(unsigned("/open-co").header("Authorization", "Basic " + wrong));
    Answer garbage = gateway.send(unsigned("/open-co").header("Authorization", "Basic %%%"));

    // then
    assertThat(inPath.status()).isEqualTo(200);
    assertThat(wrongInPath.status()).isEqualTo(401);
    assertThat(basic.status()).isEqualTo(200);
    assertThat(wrongBasic.status()).isEqualTo(401);
    assertThat(garbage.status()).isEqualTo(401);
  }

  @Test
  void shouldTakeEveryLiveTokenWhileItIsExchanged() {
    // when
    Answer old = gateway.webhook(PATH + "/open-co?token=let-me-in", body, null);
    Answer fresh = gateway.webhook(PATH + "/open-co?token=next-one", body, null);
    Answer mixed = gateway.webhook(PATH + "/open-co/let-me-in?token=wrong", body, null);

    // then
    assertThat(old.status()).isEqualTo(200);
    assertThat(fresh.status()).isEqualTo(200);
    assertThat(mixed.status()).isEqualTo(200);
  }

  @Test
  void shouldCountEachReasonOfARefusal() {
    // given
    String now = Long.toString(Instant.now().getEpochSecond());
    String old = Long.toString(Instant.now().getEpochSecond() - 301);
    Map<String, Double> before = refusals();

    // when
    gateway.webhook(PATH + "/clinic-ar", body, null);
    gateway.webhook(PATH + "/clinic-ar", body, "wrong");
    gateway.webhook(PATH + "/bare", body, "any");
    gateway.webhook(PATH + "/nobody", body, "any");
    gateway.send(
        unsigned("/clinic-ar")
            .header("X-Chatwoot-Timestamp", old)
            .header("X-Chatwoot-Signature", RunningGateway.signature("ar-new-secret", old, body)));
    gateway.send(
        unsigned("/clinic-ar")
            .header("X-Chatwoot-Timestamp", now)
            .header("X-Chatwoot-Signature", "sha256=abc"));
    byte[] ofTwins = "{\"event\":\"x\",\"account\":{\"id\":78}}".getBytes(UTF_8);
    Answer undecided = gateway.webhook(PATH, ofTwins, "twin-secret");

    // then
    assertThat(undecided.status()).isEqualTo(404);
    Map<String, Double> after = refusals();
    assertThat(after.keySet())
        .containsExactly(
            "ambiguous",
            "malformed",
            "no_header",
            "no_match",
            "no_secret",
            "too_old",
            "unknown_tenant");
    after.forEach(
        (reason, count) ->
            assertThat(count - before.getOrDefault(reason, 0.0)).as(reason).isEqualTo(1));
  }

  private Map<String, Double> refusals() {
    Map<String, Double> counts = new TreeMap<>();
    gateway
        .bean(MeterRegistry.class)
        .find("puente.ingest.webhook.refused")
        .counters()
        .forEach(c -> counts.put(String.valueOf(c.getId().getTag("reason")), c.count()));
    return counts;
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void shouldKeepEveryPayload(String name) {
    // when
    Answer signed = gateway.webhook(PATH, Payloads.bytes(name), "ar-new-secret");
    Answer unsigned = gateway.webhook(PATH + "/open-co/let-me-in", Payloads.bytes(name), null);

    // then
    assertThat(signed.status()).isEqualTo(200);
    assertThat(unsigned.status()).isEqualTo(200);
    assertThat(gateway.publisher().values(ChatwootEvent.class))
        .extracting(ChatwootEvent::getTenant)
        .containsExactly("clinic-ar", "open-co");
    assertThat(gateway.publisher().value(0, ChatwootEvent.class).getRaw())
        .doesNotContain("pubsub_token", "created_at_ip", "hmac_token", "provider_config");
  }

  static List<String> payloads() {
    return Payloads.names();
  }

  private HttpRequest.Builder unsigned(String tenant) {
    return HttpRequest.newBuilder(gateway.url(PATH + tenant))
        .POST(BodyPublishers.ofByteArray(body));
  }

  @Test
  void shouldAnswer404WhenTenantIsUnknown() {
    assertThat(gateway.webhook(PATH + "/nobody", body, "ar-new-secret").status()).isEqualTo(404);
  }

  @Test
  void shouldAnswer400WhenBodyIsNoEvent() {
    for (String text : new String[] {"", "[]", "{", "{}", "{\"event\":7}", "{\"event\":\"\"}"}) {
      byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
      assertThat(gateway.webhook(PATH + "/clinic-ar", bytes, "ar-new-secret").status())
          .as(text)
          .isEqualTo(400);
    }
  }

  @Test
  void shouldKeepUnknownEvents() {
    // given
    byte[] unknown = "{\"event\":\"moon_risen\",\"x\":1}".getBytes(StandardCharsets.UTF_8);

    // when
    Answer answer = gateway.webhook(PATH + "/clinic-ar", unknown, "ar-new-secret");

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(gateway.publisher().onlyValue(ChatwootEvent.class).getEvent())
        .isEqualTo("moon_risen");
    assertThat(gateway.publisher().published().getFirst().key().text()).isEqualTo("clinic-ar:0");
  }

  @Test
  void shouldAnswer413WhenBodyIsAbove4Megabytes() {
    // given
    byte[] huge = new byte[4 * 1024 * 1024 + 1];

    // when
    Answer answer = gateway.webhook(PATH + "/clinic-ar", huge, "ar-new-secret");

    // then
    assertThat(answer.status()).isEqualTo(413);
  }

  @Test
  void shouldTakeBodyOfJust4Megabytes() {
    // given
    String frame = "{\"event\":\"message_created\",\"content\":\"%s\"}";
    String filler = "x".repeat(4 * 1024 * 1024 - frame.length() + 2);
    byte[] large = frame.formatted(filler).getBytes(StandardCharsets.UTF_8);

    // when
    Answer answer = gateway.webhook(PATH + "/clinic-ar", large, "ar-new-secret");

    // then
    assertThat(large).hasSize(4 * 1024 * 1024);
    assertThat(answer.status()).isEqualTo(200);
  }

  @Test
  void shouldAnswer503WhenNothingAcknowledges() {
    for (Mode mode : new Mode[] {Mode.FAIL, Mode.SILENT, Mode.SATURATED, Mode.KNOWN_DOWN}) {
      gateway.publisher().behave(mode);
      Answer answer = gateway.webhook(PATH + "/clinic-ar", body, "ar-new-secret");
      assertThat(answer.status()).as(mode.name()).isEqualTo(503);
      assertThat(answer.header("Retry-After")).as(mode.name()).isNotEmpty();
    }
  }

  @Test
  void shouldGreetOnGet() {
    // when
    Answer answer = gateway.send(HttpRequest.newBuilder(gateway.url(PATH + "/clinic-ar")));

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("success").asBoolean()).isTrue();
    assertThat(Instant.parse(answer.body().path("timestamp").asString())).isNotNull();
    assertThat(gateway.send(HttpRequest.newBuilder(gateway.url(PATH + "/nobody"))).status())
        .isEqualTo(404);
  }

  @Test
  void shouldAnswer405ForOtherMethods() {
    // when
    Answer answer = gateway.call("ar-all", "DELETE", PATH);

    // then
    assertThat(answer.status()).isEqualTo(405);
    assertThat(answer.header("Allow")).contains("POST");
  }
}
