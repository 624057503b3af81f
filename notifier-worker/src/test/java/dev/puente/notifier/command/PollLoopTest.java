package dev.puente.notifier.command;

import static dev.puente.notifier.command.PollRig.AHEAD;
import static dev.puente.notifier.command.PollRig.P0;
import static dev.puente.notifier.command.PollRig.P1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PollLoopTest {
  private final PollRig rig = new PollRig();

  @Test
  void shouldReserveAheadBeforeAnyRecordComes() {
    // given
    rig.assign(P0);

    // when
    rig.loop.once();

    // then
    assertThat(rig.lastSent().offset(P0)).isZero();
    assertThat(rig.lastSent().reserved(P0)).isEqualTo(AHEAD);
  }

  @Test
  void shouldTryNothingWhileTheReservationIsNotAcknowledged() throws Exception {
    // given
    rig.acknowledging = false;
    rig.assign(P0);
    rig.record(P0, 0, "a");
    rig.loop.once();
    Thread lane = Thread.ofVirtual().start(rig::runLanes);

    // when
    org.awaitility.Awaitility.await().until(() -> lane.getState() == Thread.State.TIMED_WAITING);

    // then
    assertThat(rig.handled).isEmpty();

    // when
    rig.acknowledge(rig.lastSent());
    lane.join(Duration.ofSeconds(30));

    // then
    assertThat(rig.handled).hasSize(1);
  }

  @Test
  void shouldCommitTheLowestRecordThatIsNotDone() {
    // given
    rig.assign(P0);
    rig.record(P0, 0, "a");
    rig.record(P0, 1, "b");
    rig.record(P0, 2, "c");
    rig.loop.once();
    Runnable laneOfA = rig.lanes.removeFirst();

    // when
    rig.runLanes();
    rig.pacer.advance(Duration.ofSeconds(1));
    rig.loop.once();

    // then
    assertThat(rig.handled).extracting(Job::offset).containsExactly(1L, 2L);
    assertThat(rig.lastSent().offset(P0)).isZero();

    // when
    laneOfA.run();
    rig.pacer.advance(Duration.ofSeconds(1));
    rig.loop.once();

    // then
    assertThat(rig.lastSent().offset(P0)).isEqualTo(3);
  }

  @Test
  void shouldExtendTheReservationBeforeItIsUsedUp() {
    // given
    rig.assign(P0);
    rig.loop.once();
    int commits = rig.sent.size();

    // when
    for (int offset = 0; offset <= AHEAD / 2; offset++) {
      rig.record(P0, offset, "k" + offset);
    }
    rig.loop.once();

    // then
    assertThat(rig.sent).hasSize(commits + 1);
    assertThat(rig.lastSent().reserved(P0)).isEqualTo(AHEAD / 2 + 1 + AHEAD);
  }

  @Test
  void shouldSendAReservationAgainWhenItWasRefused() {
    // given
    rig.acknowledging = false;
    rig.assign(P0);
    rig.loop.once();
    rig.loop.once();
    assertThat(rig.sent).hasSize(1);

    // when
    rig.refuse(rig.lastSent());
    rig.loop.once();

    // then
    assertThat(rig.sent).hasSize(2);
  }

  @Test
  void shouldRenewTheLeaseWithoutWork() {
    // given
    rig.assign(P0);
    rig.loop.once();
    rig.loop.once();
    assertThat(rig.sent).hasSize(1);

    // when
    rig.pacer.advance(Duration.ofSeconds(5));
    rig.loop.once();

    // then
    assertThat(rig.sent).hasSize(2);
  }

  @Test
  void shouldWaitForRunningCallsAndKeepTheLeaseOfOtherPartitionsMeanwhile() {
    // given
    rig.assign(P0, P1);
    rig.record(P0, 0, "a");
    rig.loop.once();
    Job job = jobOf("a");
    job.partition().start(0);
    Duration[] waited = {Duration.ZERO};
    rig.pacer.onRest(
        () -> {
          waited[0] = waited[0].plusMillis(100);
          if (waited[0].equals(Duration.ofSeconds(12))) {
            job.partition().finish(0, true);
          }
        });

    // when
    rig.assign(P1);

    // then
    assertThat(waited[0]).isEqualTo(Duration.ofSeconds(12));
    assertThat(rig.synced.getLast().offset(P0)).isEqualTo(1);
    assertThat(rig.synced).filteredOn(commit -> commit.offsets().containsKey(P1)).hasSize(2);
  }

  @Test
  void shouldCommitNothingForLostPartitions() {
    // given
    rig.assign(P0);
    rig.record(P0, 0, "a");
    rig.loop.once();

    // when
    rig.loop.onPartitionsLost(Set.of(P0));
    rig.runLanes();

    // then
    assertThat(rig.synced).isEmpty();
    assertThat(rig.givenBack).isEmpty();
    assertThat(rig.handled).isEmpty();
    assertThat(rig.dropped).hasSize(1);
  }

  @Test
  void shouldStopReadingOnlyThePartitionWhoseQueueIsLong() {
    // given
    rig.assign(P0, P1);
    for (int offset = 0; offset < 4; offset++) {
      rig.record(P0, offset, "a");
    }
    rig.loop.once();

    // when
    rig.loop.once();

    // then
    assertThat(rig.consumer.paused()).containsExactly(P0);

    // when
    rig.runLanes();
    rig.loop.once();

    // then
    assertThat(rig.consumer.paused()).isEmpty();
  }

  @Test
  void shouldHandOverAndLeaveTheGroupAtTheEnd() {
    // given
    rig.assign(P0);
    rig.record(P0, 0, "a");
    rig.loop.once();
    rig.runLanes();

    // when
    rig.loop.end();

    // then
    assertThat(rig.synced.getLast().offset(P0)).isEqualTo(1);
    assertThat(rig.synced.getLast().reserved(P0)).isEqualTo(1);
    assertThat(rig.consumer.closed()).isTrue();
  }

  /** The job that a lane would take next, without running the lane. */
  private Job jobOf(String key) {
    return rig.loop.queued().stream()
        .filter(
            job ->
                new String(job.record().key(), java.nio.charset.StandardCharsets.UTF_8).equals(key))
        .findFirst()
        .orElseThrow();
  }
}
