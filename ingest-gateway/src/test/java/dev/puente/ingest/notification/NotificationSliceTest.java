package dev.puente.ingest.notification;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.CancelNotification;
import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.RescheduleNotification;
import dev.puente.event.v1.SendNotification;
import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.testing.FakePublisher.Mode;
import dev.puente.schemas.key.RequestDigest;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class NotificationSliceTest {
  private static final String PATH = "/api/notifications";

  private RunningGateway gateway;
  private String id;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
    id = UUID.randomUUID().toString();
  }

  private Answer post(String key, String fields) {
    return gateway.json(key, "POST", PATH, "{\"id\":\"" + id + "\"," + fields + "}");
  }

  private static final String SIMPLE =
      "\"type\":\"APPOINTMENT_REMINDER\",\"channel\":\"CHATWOOT\",\"recipient_id\":\"client-17\","
          + "\"message\":\"Tu cita es mañana a las 10:00 AM\"";

  @Test
  void shouldAcceptNotification() {
    // when
    Answer answer = post("ar-all", SIMPLE);

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.body().path("notification_id").asString()).isEqualTo(id);
    assertThat(answer.body().path("status").asString()).isEqualTo("ACCEPTED");
    assertThat(answer.body().path("status_url").asString()).isEqualTo(PATH + "/" + id);
    NotificationRequest request = gateway.publisher().onlyValue(NotificationRequest.class);
    assertThat(request.getTenant()).isEqualTo("clinic-ar");
    SendNotification body = (SendNotification) request.getBody();
    assertThat(body.getRecipientId()).isEqualTo("client-17");
    assertThat(body.getMessage()).isEqualTo("Tu cita es mañana a las 10:00 AM");
    assertThat(gateway.publisher().published().getFirst().key().text())
        .isEqualTo("clinic-ar:client/client-17");
  }

  @Test
  void shouldAnswerTheSameAndPublishNothingWhenRepeated() {
    // given
    Answer first = post("ar-all", SIMPLE);

    // when
    Answer second = post("ar-all", SIMPLE);

    // then
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.text()).isEqualTo(first.text());
    assertThat(gateway.publisher().published()).hasSize(1);
  }

  @Test
  void shouldAnswer409WhenIdComesWithOtherContent() {
    // given
    post("ar-all", SIMPLE);

    // when
    Answer answer = post("ar-all", SIMPLE.replace("10:00", "11:00"));

    // then
    assertThat(answer.status()).isEqualTo(409);
    assertThat(gateway.publisher().published()).hasSize(1);
  }

  @Test
  void shouldKeepIdsOfTenantsApart() {
    // given
    post("ar-all", SIMPLE);

    // when
    Answer other =
        post("mx-all", "\"type\":\"X\",\"recipient_id\":\"1\",\"message\":\"m\",\"inbox_id\":21");

    // then
    assertThat(other.status()).isEqualTo(202);
  }

  @Test
  void shouldAskTheViewWhenIdIsNotRemembered() {
    // given
    post("ar-all", SIMPLE);
    NotificationRequest request = gateway.publisher().onlyValue(NotificationRequest.class);
    String digest = RequestDigest.of("client/client-17", (SendNotification) request.getBody());
    id = UUID.randomUUID().toString();
    gateway
        .views()
        .put("notifications/clinic-ar/" + id, view("SENT").put("request_digest", digest));

    // when
    Answer same = post("ar-all", SIMPLE);
    Answer other = post("ar-all", SIMPLE.replace("10:00", "11:00"));

    // then
    assertThat(same.status()).isEqualTo(202);
    assertThat(other.status()).isEqualTo(409);
    assertThat(gateway.publisher().published()).hasSize(1);
  }

  @Test
  void shouldAcceptWhenMatcherIsAway() {
    // given
    gateway.views().goAway();

    // when
    Answer answer = post("ar-all", SIMPLE);

    // then
    assertThat(answer.status()).isEqualTo(202);
  }

  @Test
  void shouldTryAgainWhenFirstAttemptWasNotKept() {
    // given
    gateway.publisher().behave(Mode.FAIL);
    Answer failed = post("ar-all", SIMPLE);
    gateway.publisher().behave(Mode.ACKNOWLEDGE);

    // when
    Answer answer = post("ar-all", SIMPLE);

    // then
    assertThat(failed.status()).isEqualTo(503);
    assertThat(answer.status()).isEqualTo(202);
    assertThat(gateway.publisher().published()).hasSize(1);
  }

  @Test
  void shouldTakePhoneInAnyWritingAsOneContent() {
    // when
    Answer first = post("ar-all", "\"type\":\"X\",\"message\":\"m\",\"phone\":\"11 15-2345-6789\"");
    Answer second = post("ar-all", "\"type\":\"X\",\"message\":\"m\",\"phone\":\"+5491123456789\"");

    // then
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    assertThat(gateway.publisher().published()).hasSize(1);
    assertThat(gateway.publisher().published().getFirst().key().id())
        .isEqualTo("phone/+541123456789");
  }

  @Test
  void shouldReportAllProblemsAtOnce() {
    // when
    Answer answer =
        gateway.json(
            "mx-all",
            "POST",
            PATH,
            """
            {"channel":"SMS","recipient_id":"1","contact_id":2,"sendAt":"2026-01-01T00:00:00Z",
             "expires_at":"2020-01-01T00:00:00Z","priority":"HIGH","metadata":[]}
            """);

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors())
        .containsExactlyInAnyOrder(
            "id:required",
            "type:required",
            "channel:not_one_of",
            "recipient_id:exactly_one",
            "message:one_needed",
            "inbox_id:inbox_undecided",
            "sendAt:unknown_field",
            "expires_at:in_the_past",
            "priority:not_one_of",
            "metadata:not_an_object");
    assertThat(answer.text()).contains("did you mean send_at?");
  }

  @Test
  void shouldRefusePhoneWithoutKeyAndForeignInbox() {
    // when
    Answer answer =
        post("ar-all", "\"type\":\"X\",\"message\":\"m\",\"phone\":\"12\",\"inbox_id\":99");

    // then
    assertThat(answer.errors())
        .containsExactlyInAnyOrder("phone:no_phone_key", "inbox_id:unknown_inbox");
  }

  @Test
  void shouldNeedNoMessageWhenTheTenantHasATemplateForTheTypeOnWhatsApp() {
    assertThat(post("ar-all", "\"type\":\"BY_TYPE\",\"recipient_id\":\"1\"").errors())
        .containsExactly("message:one_needed");
    assertThat(
            post("ar-all", "\"type\":\"BY_TYPE\",\"recipient_id\":\"1\",\"inbox_id\":7").status())
        .isEqualTo(202);
  }

  @Test
  void shouldTakeTemplatesInBothForms() {
    // given
    post(
        "ar-all",
        """
        "type":"X","recipient_id":"1","template":{"name":"t","language":"es_AR","category":"UTILITY",
        "params":{"2":"b","1":"a"}}""");
    id = UUID.randomUUID().toString();

    // when
    post(
        "ar-all",
        """
        "type":"X","recipient_id":"1","template_params":{"name":"t","language":"es_AR",
        "category":"UTILITY","processed_params":{"body":{"1":"a","2":"b"}}}""");

    // then
    assertThat(gateway.publisher().values(NotificationRequest.class))
        .extracting(request -> (SendNotification) request.getBody())
        .extracting(SendNotification::getTemplate)
        .allSatisfy(
            template ->
                assertThat(template.getProcessedParamsJson())
                    .isEqualTo("{\"body\":{\"1\":\"a\",\"2\":\"b\"}}"));
  }

  @Test
  void shouldShowWhatWasAcceptedBeforeTheMatcherKnowsIt() {
    // given
    post("ar-all", SIMPLE);

    // when
    Answer answer = gateway.call("ar-read", "GET", PATH + "/" + id);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("status").asString()).isEqualTo("ACCEPTED");
    assertThat(gateway.call("mx-all", "GET", PATH + "/" + id).status()).isEqualTo(404);
  }

  @Test
  void shouldNotShowTheDigest() {
    // given
    gateway.views().put("notifications/clinic-ar/n1", view("READ").put("request_digest", "x"));

    // when
    Answer answer = gateway.call("ar-read", "GET", PATH + "/n1");

    // then
    assertThat(answer.body().path("status").asString()).isEqualTo("READ");
    assertThat(answer.body().has("request_digest")).isFalse();
  }

  @Test
  void shouldRequestCancelBehindTheRequest() {
    // given
    post("ar-all", SIMPLE);

    // when
    Answer answer = gateway.call("ar-all", "DELETE", PATH + "/" + id);

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(gateway.publisher().published())
        .extracting(p -> p.key().text())
        .containsExactly("clinic-ar:client/client-17", "clinic-ar:client/client-17");
    NotificationRequest cancel = gateway.publisher().value(1, NotificationRequest.class);
    assertThat(cancel.getId()).isEqualTo(id);
    assertThat(cancel.getBody()).isInstanceOf(CancelNotification.class);
  }

  @Test
  void shouldAnswer409WhenFinalAnd404WhenUnknown() {
    // given
    gateway.views().put("notifications/clinic-ar/n1", view("SENT"));

    // when
    Answer answer = gateway.call("ar-all", "DELETE", PATH + "/n1");

    // then
    assertThat(answer.status()).isEqualTo(409);
    assertThat(gateway.call("ar-all", "DELETE", PATH + "/n2").status()).isEqualTo(404);
    assertThat(gateway.publisher().published()).isEmpty();
  }

  @Test
  void shouldRequestOtherTimes() {
    // given
    gateway.views().put("notifications/clinic-ar/n1", view("WAITING"));

    // when
    Answer answer =
        gateway.json(
            "ar-all", "PATCH", PATH + "/n1", "{\"send_at\":\"2036-01-01T10:00:00-03:00\"}");

    // then
    assertThat(answer.status()).isEqualTo(202);
    NotificationRequest request = gateway.publisher().onlyValue(NotificationRequest.class);
    assertThat(((RescheduleNotification) request.getBody()).getSendAt())
        .isEqualTo(Instant.parse("2036-01-01T13:00:00Z"));
    assertThat(gateway.json("ar-all", "PATCH", PATH + "/n1", "{}").status()).isEqualTo(422);
  }

  private static ObjectNode view(String status) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("notification_id", "n1")
        .put("status", status)
        .put("recipient", "client/17");
  }
}
