package dev.puente.notifier.command;

import static dev.puente.notifier.command.PollRig.P0;
import static dev.puente.notifier.command.PollRig.P1;
import static dev.puente.notifier.command.PollRig.TOPIC_ID;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the poll loop takes for tried by an earlier owner. */
class PollLoopSuspectsTest {
  private final PollRig rig = new PollRig();

  @Test
  void shouldSuspectWhatTheLastOwnerReserved() {
    // given
    rig.committed(P0, 3, "v1;" + TOPIC_ID + ";5");
    rig.consumer.updateEndOffsets(Map.of(P0, 7L, P1, 0L));
    rig.assign(P0);
    for (int offset = 3; offset < 7; offset++) {
      rig.record(P0, offset, "k" + offset);
    }

    // when
    rig.loop.once();
    rig.runLanes();

    // then
    assertThat(rig.handled)
        .filteredOn(job -> job.partition().suspect(job.offset()))
        .extracting(Job::offset)
        .containsExactly(3L, 4L);
  }

  @Test
  void shouldSuspectEverythingThatIsThereWhenNothingWasReserved() {
    // given
    rig.consumer.updateEndOffsets(Map.of(P0, 2L, P1, 0L));
    rig.assign(P0);
    for (int offset = 0; offset < 3; offset++) {
      rig.record(P0, offset, "k" + offset);
    }

    // when
    rig.loop.once();
    rig.runLanes();

    // then
    assertThat(rig.handled)
        .filteredOn(job -> job.partition().suspect(job.offset()))
        .extracting(Job::offset)
        .containsExactly(0L, 1L);
  }

  @Test
  void shouldNotSuspectWhatIsAppendedAfterAnEarlierOwnerCouldAct() {
    // given
    rig.committed(P0, 3, "v1;" + TOPIC_ID + ";500");
    rig.consumer.updateEndOffsets(Map.of(P0, 3L));
    rig.assign(P0);
    rig.record(P0, 3, "early");
    rig.loop.once();
    PartitionWork work = jobOf("early").partition();
    rig.consumer.updateEndOffsets(Map.of(P0, 5L));

    // when
    rig.pacer.advance(Duration.ofSeconds(20).minusNanos(1));
    rig.loop.once();

    // then
    assertThat(work.suspect(499)).isTrue();

    // when
    rig.pacer.advance(Duration.ofNanos(1));
    rig.loop.once();

    // then
    assertThat(work.suspect(4)).isTrue();
    assertThat(work.suspect(5)).isFalse();
  }

  @Test
  void shouldLeaveNoSuspectsWhenItHandsOver() {
    // given
    rig.assign(P0, P1);
    rig.record(P0, 0, "a");
    rig.record(P0, 1, "a");
    rig.record(P0, 2, "b");
    rig.record(P0, 3, "c");
    rig.loop.once();
    Runnable laneOfB = rig.lanes.get(1);
    laneOfB.run();

    // when
    rig.assign(P1);

    // then
    assertThat(rig.givenBack).extracting(Job::offset).containsExactly(0L, 1L);
    assertThat(rig.synced.getLast().offset(P0)).isEqualTo(3);
    assertThat(rig.synced.getLast().reserved(P0)).isEqualTo(3);
    assertThat(rig.synced.getLast().offsets()).doesNotContainKey(P1);
  }

  @Test
  void shouldKeepTheSuspectsOfAnEarlierOwnerWhenItHandsOver() {
    // given
    rig.committed(P0, 3, "v1;" + TOPIC_ID + ";50");
    rig.consumer.updateEndOffsets(Map.of(P0, 3L, P1, 0L));
    rig.assign(P0);
    rig.loop.once();

    // when
    rig.assign();

    // then
    assertThat(rig.synced.getLast().offset(P0)).isEqualTo(3);
    assertThat(rig.synced.getLast().reserved(P0)).isEqualTo(50);
  }

  @Test
  void shouldLeaveWhatStillRunsAsSuspectWhenTheDrainEnds() {
    // given
    rig.assign(P0);
    rig.record(P0, 0, "a");
    rig.record(P0, 1, "b");
    rig.loop.once();
    Job job = jobOf("a");
    job.partition().start(0);

    // when
    rig.assign();

    // then
    assertThat(rig.givenBack).isEmpty();
    assertThat(rig.synced.getLast().offset(P0)).isZero();
    assertThat(rig.synced.getLast().reserved(P0)).isEqualTo(1);
    assertThat(job.partition().gone()).isTrue();
  }

  @Test
  void shouldReadFromTheBeginningWhenTheTopicWasMadeAnew() {
    // given
    rig.committed(P0, 70, "v1;another-topic-id;80");
    rig.consumer.updateEndOffsets(Map.of(P0, 2L, P1, 0L));
    rig.assign(P0);
    rig.record(P0, 0, "a");
    rig.record(P0, 1, "b");
    rig.loop.once();
    rig.runLanes();

    // when
    rig.pacer.advance(Duration.ofSeconds(20));
    rig.loop.once();
    rig.record(P0, 2, "c");
    rig.loop.once();
    rig.runLanes();

    // then
    assertThat(rig.handled).extracting(Job::offset).containsExactly(0L, 1L, 2L);
    assertThat(rig.handled)
        .extracting(job -> job.partition().suspect(job.offset()))
        .as("what was there at the assignment may have been tried")
        .containsExactly(true, true, false);
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
