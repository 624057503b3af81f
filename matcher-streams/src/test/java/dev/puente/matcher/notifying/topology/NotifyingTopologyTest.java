package dev.puente.matcher.notifying.topology;

import static dev.puente.matcher.notifying.topology.NotifyingFixture.PHONE;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.message;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.NotificationOutcome;
import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.RescheduleNotification;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.SendMessage;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.topic.PuenteHeaders;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From requests to commands, and from results to outcomes. */
class NotifyingTopologyTest {
  private final NotifyingFixture fixture = new NotifyingFixture(tenant("a"));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldSendARequestAndPublishEachStep() {
    // given
    fixture.address("client/17", PHONE, 1);

    // when
    fixture.request("n1", "client/17", message("17").setMetadata(Map.of("booking", "7")));
    NotificationCommand command = fixture.command();
    fixture.sent(PHONE, "n1#1", 500);

    // then
    assertThat(command.getCommandId()).isEqualTo("n1#1");
    assertThat(command.getAddress()).isEqualTo(PHONE);
    assertThat(command.getRecipient()).isEqualTo("client/17");
    assertThat(command.getMarker()).isEqualTo("puente/a/n1");
    assertThat(command.getSuspect()).isFalse();
    assertThat(command.getNotAfter())
        .isEqualTo(command.getCreatedAt().plus(Duration.ofMinutes(10)));
    SendMessage send = (SendMessage) command.getBody();
    assertThat(send.getInboxId()).isEqualTo(3);
    assertThat(send.getContent()).isEqualTo("Tu cita es mañana");
    assertThat(send.getTarget().getPhoneKey()).isEqualTo(NotifyingFixture.KEY);
    assertThat(send.getTarget().getPhoneRaw()).isEqualTo("11 15-2345-6789");
    assertThat(send.getTarget().getRegion()).isEqualTo("AR");
    assertThat(send.getTarget().getDisplayName()).isEqualTo("María");
    NotificationOutcome outcome = fixture.lastOutcome();
    assertThat(outcome.getState()).hasToString("SENT");
    assertThat(outcome.getMessageId()).isEqualTo(500);
    assertThat(outcome.getConversationId()).isEqualTo(70);
    assertThat(outcome.getContactId()).isEqualTo(9);
    assertThat(outcome.getMetadata()).containsEntry("booking", "7");
    assertThat(outcome.getHistory())
        .extracting(s -> s.getState().toString())
        .containsExactly("ACCEPTED", "DISPATCHED", "SENT");
  }

  @Test
  void shouldGiveHeadersToEveryOutputAndContinueTheTrace() {
    // given
    fixture.address("client/17", PHONE, 1);
    String trace = "00-0123456789abcdef0123456789abcdef-0123456789abcdef-01";
    var request =
        new TestRecord<>(
            "a:client/17",
            new dev.puente.event.v1.NotificationRequest(
                "a", "n1", fixture.harness.now(), message("17").build()),
            fixture.harness.now());
    request
        .headers()
        .add(PuenteHeaders.TRACEPARENT, trace.getBytes(java.nio.charset.StandardCharsets.UTF_8));

    // when
    fixture.harness.publish(fixture.topics.notificationRequests(), request);

    // then
    var commands = fixture.harness.records(fixture.topics.notificationCommands());
    var outcomes = fixture.harness.records(fixture.topics.notificationOutcomes());
    assertThat(commands).hasSize(1);
    assertThat(outcomes).hasSize(2);
    assertThat(commands.getFirst().key()).isEqualTo("a:" + PHONE);
    assertThat(outcomes.getFirst().key()).isEqualTo("a:n1");
    for (TestRecord<String, ?> record : List.of(commands.getFirst(), outcomes.getFirst())) {
      assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TRACEPARENT)).isEqualTo(trace);
      assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TENANT)).isEqualTo("a");
      assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.EVENT_ID)).hasSize(36);
      assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.SCHEMA))
          .startsWith("dev.puente.event.v1.Notification");
    }
    assertThat(outcomes)
        .extracting(o -> PuenteHeaders.text(o.headers(), PuenteHeaders.EVENT_ID))
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldGoOnAfterTimesBeforeTheEpoch() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.request("n2");
    fixture.request("n3");
    Instant longAgo = Instant.EPOCH.minusSeconds(60);
    fixture.publish("a:client/17", "n2", new RescheduleNotification(longAgo, null));
    fixture.harness.publish(
        fixture.topics.notificationRequests(),
        "a:client/17",
        new NotificationRequest("a", "n4", longAgo, message("17").build()));

    // when
    for (int i = 1; i <= 4; i++) {
      String next = fixture.command().getCommandId();
      fixture.sent(PHONE, next, 500 + i);
      fixture.afterSeconds(1);
    }

    // then
    assertThat(fixture.outcomes()).contains("n1 SENT", "n2 SENT", "n3 SENT", "n4 SENT");
  }

  @Test
  void shouldSendNothingForARepeatedIdAndRefuseOtherContent() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.address("client/18", "phone/+5499", 1);
    fixture.request("n1");
    fixture.sent(PHONE, "n1#1", 500);
    fixture.commandIds();
    fixture.outcomes();

    // when
    fixture.request("n1");
    fixture.request("n1", "client/18", message("18"));
    fixture.request("n2");

    // then
    assertThat(fixture.commandIds()).containsExactly("n2#1");
    assertThat(fixture.outcomes()).containsExactly("n1 SENT", "n2 ACCEPTED", "n2 DISPATCHED");
  }

  @Test
  void shouldCancelBeforeAndAfterTheRequest() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.cancel("early");
    fixture.request("n1");

    // when
    fixture.request("early");
    fixture.request("late");
    fixture.cancel("late");
    fixture.sent(PHONE, "n1#1", 500);

    // then
    assertThat(fixture.commandIds()).containsExactly("n1#1");
    assertThat(fixture.outcomes())
        .contains("early CANCELLED cancelled_before_request", "late CANCELLED cancelled");
  }

  @Test
  void shouldRescheduleAndExpire() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request(
        "n1", "client/17", message("17").setSendAt(fixture.harness.now().plusSeconds(100)));
    fixture.request(
        "n2",
        "client/17",
        message("17")
            .setSendAt(fixture.harness.now().plusSeconds(100))
            .setExpiresAt(fixture.harness.now().plusSeconds(90)));

    // when
    fixture.publish(
        "a:client/17",
        "n1",
        new dev.puente.event.v1.RescheduleNotification(
            fixture.harness.now().plusSeconds(200), null));
    fixture.afterSeconds(150);

    // then
    assertThat(fixture.commandIds()).isEmpty();
    assertThat(fixture.outcomes()).contains("n1 WAITING scheduled", "n2 EXPIRED expired");
    fixture.afterSeconds(50);
    assertThat(fixture.commandIds()).containsExactly("n1#1");
  }

  @Test
  void shouldRepeatWithoutAnswerAsSuspect() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.commandIds();

    // when
    fixture.afterSeconds(660);

    // then
    NotificationCommand again = fixture.command();
    assertThat(again.getCommandId()).isEqualTo("n1#2");
    assertThat(again.getSuspect()).isTrue();
    assertThat(again.getFirstDispatchedAt()).isBefore(again.getCreatedAt());
  }

  @Test
  void shouldNotLetABlockedTenantStopAnother() {
    // given
    fixture.harness.settings(
        new dev.puente.schemas.tenant.TenantDirectory(List.of(tenant("a"), tenant("b"))));
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.answer(PHONE, "n1#1", ResultCode.TENANT_BLOCKED);
    fixture.commandIds();

    // when
    fixture.harness.publish(
        fixture.topics.notificationRequests(),
        "b:" + PHONE,
        new dev.puente.event.v1.NotificationRequest(
            "b",
            "n2",
            fixture.harness.now(),
            message("x").setRecipientId(null).setPhone("011 15-2345-6789").build()));
    fixture.request("n3", "phone/+5491", message("x").setRecipientId(null).setPhone("+5491"));

    // then
    assertThat(fixture.commandIds()).containsExactly("n2#1");
    assertThat(fixture.outcomes()).contains("n1 WAITING tenant_blocked");
  }

  @Test
  void shouldForgetAnIdWhenItWasKeptLongEnough() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.sent(PHONE, "n1#1", 500);
    fixture.commandIds();

    // when
    fixture.after(Duration.ofDays(32));
    fixture.request("n1");

    // then
    assertThat(fixture.commandIds()).containsExactly("n1#1");
  }

  @Test
  void shouldStayWithOneViewOfTheSettingsForEachRecordAndTick() {
    // given: the tenant comes and goes with every single look at the settings
    TenantDirectory there = new TenantDirectory(List.of(tenant("a")));
    TenantDirectory gone = new TenantDirectory(List.of());
    AtomicInteger looks = new AtomicInteger();
    fixture.harness.settingsAtEachLook(() -> looks.getAndIncrement() % 2 == 0 ? there : gone);
    fixture.address("client/17", PHONE, 1);

    // when
    fixture.request("n1");
    for (int tick = 0; tick < 4; tick++) {
      fixture.after(Duration.ofMillis(100));
    }

    // then
    assertThat(fixture.commandIds()).containsExactly("n1#1");
    assertThat(fixture.harness.deadLetters()).isEmpty();
  }

  @Test
  void shouldSendForATenantThatIsAddedWhileRunning() {
    // given
    fixture.harness.settings(new TenantDirectory(List.of()));
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.afterSeconds(60);
    List<String> before = fixture.commandIds();

    // when
    fixture.harness.settings(new TenantDirectory(List.of(tenant("a"))));
    fixture.after(Duration.ofMillis(100));

    // then
    assertThat(before).isEmpty();
    assertThat(fixture.commandIds()).containsExactly("n1#1");
  }
}
