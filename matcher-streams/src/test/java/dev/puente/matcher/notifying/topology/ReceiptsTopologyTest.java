package dev.puente.matcher.notifying.topology;

import static dev.puente.matcher.notifying.topology.NotifyingFixture.PHONE;
import static dev.puente.matcher.notifying.topology.NotifyingFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Chatwoot's events tell of messages that were sent. */
class ReceiptsTopologyTest {
  private final NotifyingFixture fixture = new NotifyingFixture(tenant("a"));

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void shouldTakeReceiptsByMarkerAndByMessageId() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.sent(PHONE, "n1#1", 500);
    fixture.outcomes();

    // when
    fixture.webhook("message_created", "puente/a/n1", "sent", null);
    fixture.webhook("message_updated", "puente/a/n1", "delivered", null);
    fixture.webhook("message_updated", null, "read", null);

    // then
    assertThat(fixture.outcomes()).containsExactly("n1 DELIVERED", "n1 READ");
  }

  @Test
  void shouldTakeChannelErrorsAsFailure() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.sent(PHONE, "n1#1", 500);
    fixture.outcomes();

    // when
    fixture.webhook("message_updated", "puente/a/n1", null, "131047: Re-engagement message");

    // then
    assertThat(fixture.outcomes()).containsExactly("n1 FAILED channel_131047");
  }

  @Test
  void shouldIgnoreMarkersOfOtherDeploymentsAndTenants() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.outcomes();

    // when
    fixture.webhook("message_updated", "other/a/n1", "read", null);
    fixture.webhook("message_updated", "puente/b/n1", "read", null);

    // then
    assertThat(fixture.outcomes()).isEmpty();
  }

  @Test
  void shouldTakeTheEchoAsSecondWitness() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.request("n2");
    fixture.commandIds();

    // when
    fixture.webhook("message_created", "puente/a/n1", "sent", null);

    // then
    assertThat(fixture.commandIds()).containsExactly("n2#1");
    assertThat(fixture.outcomes()).contains("n1 SENT");
  }

  @Test
  void shouldCountASecondMessageOfOneOccurrence() {
    // given
    fixture.address("client/17", PHONE, 1);
    fixture.request("n1");
    fixture.sent(PHONE, "n1#1", 499);

    // when
    fixture.webhook("message_created", "puente/a/n1", "sent", null);

    // then
    assertThat(fixture.meters.counter("puente.notifying.duplicates", "tenant", "a").count())
        .isEqualTo(1);
    assertThat(fixture.lastOutcome().getMessageId()).isEqualTo(499);
  }
}
