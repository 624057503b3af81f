package dev.puente.matcher.notifying.topology;

import static dev.puente.matcher.notifying.topology.NotifyingFixture.PHONE;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.message;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.SendMessage;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where a request goes: unknown, moved, shared and erased recipients. */
class AddressesTopologyTest {
  private final NotifyingFixture fixture = new NotifyingFixture(tenant("a"));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldWaitForTheAddressWhenTheRequestOvertakesTheClient() {
    // given
    fixture.request("n1");
    fixture.request("n2");
    assertThat(fixture.outcomes())
        .containsExactly("n1 WAITING no_address", "n2 WAITING no_address");
    fixture.afterSeconds(59);

    // when
    fixture.address("client/17", PHONE, 1);

    // then
    assertThat(fixture.commandIds()).containsExactly("n1#1");
    fixture.sent(PHONE, "n1#1", 500);
    assertThat(fixture.commandIds()).containsExactly("n2#1");
  }

  @Test
  void shouldSuppressWhenTheRecipientStaysUnknown() {
    // given
    fixture.request("n1");

    // when
    fixture.afterSeconds(60);
    fixture.address("client/17", PHONE, 1);

    // then
    assertThat(fixture.outcomes()).last().isEqualTo("n1 SUPPRESSED unknown_recipient");
    assertThat(fixture.commandIds()).isEmpty();
  }

  @Test
  void shouldWaitUntilSendAtWhenThatIsLaterThanTheGrace() {
    // given
    fixture.request(
        "n1", "client/17", message("17").setSendAt(fixture.harness.now().plusSeconds(600)));

    // when
    fixture.afterSeconds(300);
    fixture.address("client/17", PHONE, 1);

    // then
    assertThat(fixture.commandIds()).isEmpty();
    fixture.afterSeconds(300);
    assertThat(fixture.commandIds()).containsExactly("n1#1");
  }

  @Test
  void shouldNeedNoLookUpForAPhone() {
    // when
    fixture.request("n1", PHONE, message("x").setRecipientId(null).setPhone("011 15-2345-6789"));

    // then
    SendMessage send = (SendMessage) fixture.command().getBody();
    assertThat(send.getTarget().getPhoneKey()).isEqualTo(NotifyingFixture.KEY);
    assertThat(send.getTarget().getPhoneRaw()).isEqualTo("011 15-2345-6789");
  }

  @Test
  void shouldReachAnUnseenContactByItsIdWhenTheGraceIsOver() {
    // given
    fixture.request("n1", "contact/9", message("x").setRecipientId(null).setContactId(9L));

    // when
    fixture.afterSeconds(60);

    // then
    NotificationCommand command = fixture.command();
    assertThat(command.getAddress()).isEqualTo("contact/9");
    assertThat(((SendMessage) command.getBody()).getTarget().getContactId()).isEqualTo(9);
  }

  @Test
  void shouldKeepOneOrderWhenOnePhoneHasSeveralNames() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.address("contact/9", PHONE, 1);

    // when
    fixture.request("n1");
    fixture.request("n2", PHONE, message("x").setRecipientId(null).setPhone("011 15-2345-6789"));
    fixture.request("n3", "contact/9", message("x").setRecipientId(null).setContactId(9L));
    List<String> first = fixture.commandIds();
    fixture.sent(PHONE, "n1#1", 1);
    List<String> second = fixture.commandIds();
    fixture.sent(PHONE, "n2#1", 2);

    // then
    assertThat(first).containsExactly("n1#1");
    assertThat(second).containsExactly("n2#1");
    assertThat(fixture.commandIds()).containsExactly("n3#1");
  }

  @Test
  void shouldFollowARecipientThatMoves() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.request("n2");
    fixture.commandIds();

    // when
    fixture.address("client/17", "phone/+5499", 2);

    // then
    NotificationCommand moved = fixture.command();
    assertThat(moved.getCommandId()).isEqualTo("n2#1");
    assertThat(moved.getAddress()).isEqualTo("phone/+5499");
    fixture.sent("phone/+5499", "n2#1", 2);
    fixture.sent(PHONE, "n1#1", 1);
    assertThat(fixture.outcomes()).contains("n2 SENT", "n1 SENT");
  }

  @Test
  void shouldCancelWhatIsQueuedForAnErasedRecipient() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request(
        "n1", "client/17", message("17").setSendAt(fixture.harness.now().plusSeconds(100)));

    // when
    fixture.harness.publish(fixture.topics.addresses(), "a:client/17", null);

    // then
    assertThat(fixture.outcomes()).last().isEqualTo("n1 CANCELLED recipient_removed");
  }
}
