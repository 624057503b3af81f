package dev.puente.notifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class PartitionWorkTest {
  private static final long LEASE = Duration.ofSeconds(15).toNanos();

  private final PartitionWork work =
      new PartitionWork(PollRig.P0, PollRig.TOPIC_ID, 5, 0, 10, Instant.EPOCH, 0);

  @Test
  void shouldStartNothingThatIsNotReserved() {
    // given
    receive(5);

    // then
    assertThat(work.start(5)).isFalse();
    work.acknowledged(5, 0);
    assertThat(work.start(5)).isFalse();
    work.acknowledged(6, 0);
    assertThat(work.start(5)).isTrue();
  }

  @Test
  void shouldStartNothingWhenItIsHandedOver() {
    // given
    receive(5);
    work.acknowledged(15, 0);

    // when
    work.drain();

    // then
    assertThat(work.awaitReserved(5)).isFalse();
    assertThat(work.start(5)).isFalse();
  }

  @Test
  void shouldCountTheLeaseFromTheSendingOfTheCommit() {
    // given
    work.acknowledged(15, 100);

    // then
    assertThat(work.confirmed(100 + LEASE, LEASE)).isTrue();
    assertThat(work.confirmed(101 + LEASE, LEASE)).isFalse();
  }

  @Test
  void shouldNotBeConfirmedBeforeAnyCommitIsAcknowledged() {
    assertThat(work.confirmed(0, LEASE)).isFalse();
  }

  @Test
  void shouldNotLetALateAcknowledgementShortenTheLease() {
    // given
    work.acknowledged(15, 200);

    // when
    work.acknowledged(15, 100);

    // then
    assertThat(work.confirmed(200 + LEASE, LEASE)).isTrue();
  }

  private void receive(long offset) {
    work.received(
        new Job(work, new ConsumerRecord<>(PollRig.TOPIC, 0, offset, new byte[0], new byte[0])),
        10);
  }
}
