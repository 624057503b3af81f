package dev.puente.matcher.notifying.topology;

import static dev.puente.matcher.notifying.topology.NotifyingFixture.PHONE;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.message;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.Template;
import dev.puente.schemas.topic.PuenteHeaders;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests that are refused. */
class RefusedRequestsTopologyTest {
  private final NotifyingFixture fixture = new NotifyingFixture(tenant("a"));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldRefuseARecipientOrATemplateThatNoStoreShouldHold() {
    // given
    String endless = "9".repeat(2_000);
    Template template = Template.newBuilder().setName("t".repeat(40_000)).setLanguage("es").build();
    fixture.address("client/17", PHONE, 1);

    // when
    fixture.request("n1", "client/" + endless, message(endless));
    fixture.request("n2", "client/17", message("17").setTemplate(template));

    // then
    assertThat(fixture.outcomes()).containsExactly("n1 FAILED bad_key", "n2 FAILED too_large");
    assertThat(fixture.commands()).isEmpty();
  }

  @Test
  void shouldNotKeepWhatIsNoTrace() {
    // given
    fixture.address("client/17", PHONE, 1);
    var request =
        new TestRecord<>(
            "a:client/17",
            new NotificationRequest("a", "n1", fixture.harness.now(), message("17").build()),
            fixture.harness.now());
    byte[] endless = new byte[930_000];
    request.headers().add(PuenteHeaders.TRACEPARENT, endless);

    // when
    fixture.harness.publish(fixture.topics.notificationRequests(), request);

    // then
    assertThat(fixture.command().getCommandId()).isEqualTo("n1#1");
  }

  @Test
  void shouldRefuseAKeyThatDisagreesWithItsBody() {
    // when
    fixture.request("n1", "client/18", message("17"));

    // then
    assertThat(fixture.outcomes()).containsExactly("n1 FAILED bad_key");
    assertThat(fixture.harness.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getReasonClass()).isEqualTo("BAD_KEY");
              assertThat(letter.getOriginTopic()).isEqualTo("notification-requests");
              assertThat(letter.getOriginalValue()).isNotNull();
            });
    assertThat(fixture.commandIds()).isEmpty();
  }

  @Test
  void shouldTellNobodyWhenTheKeyNamesAnotherTenant() {
    // when
    fixture.publish("b:client/17", "n1", message("17").build());
    fixture.publish("nonsense", "n1", message("17").build());

    // then
    assertThat(fixture.outcomes()).isEmpty();
    assertThat(fixture.harness.deadLetters()).hasSize(2);
  }

  @Test
  void shouldRefuseBodiesThatCanNotBeCarriedOut() {
    // when
    fixture.request("two", "client/17", message("17").setContactId(9L));
    fixture.request("none", "client/17", message("17").setMessage(" "));
    fixture.request("sms", "client/17", message("17").setChannel("SMS"));
    fixture.request("long", "client/17", message("17").setMessage("x".repeat(150_001)));
    fixture.request("bad-phone", "phone/+1", message("17").setRecipientId(null).setPhone("12"));
    fixture.publish("a:client/17", "not an id", message("17").build());

    // then
    assertThat(fixture.outcomes())
        .containsExactly(
            "two FAILED bad_request",
            "none FAILED no_content",
            "sms FAILED bad_request",
            "long FAILED too_large",
            "bad-phone FAILED bad_phone");
    assertThat(fixture.harness.deadLetters()).hasSize(6);
  }
}
