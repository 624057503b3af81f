package dev.puente.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.publish.PublishException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What becomes of the records in the spool. */
class SpoolDrainTest extends SpoolingPublisherFixture {
  @Test
  void shouldSpoolWhenKafkaIsAwayAndDrainInOrderWhenItIsBack() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.away();
    for (int i = 0; i < 50; i++) {
      kept.keep(event(i), LIMIT);
    }
    double waiting = records();

    // when
    kafka.back();

    // then
    await().untilAsserted(() -> assertThat(records()).isZero());
    assertThat(waiting).isEqualTo(50);
    assertThat(kafka.ids()).containsExactlyElementsOf(ids(50));
    assertThat(kafka.written.getFirst()).isEqualTo(event(0));
    await().untilAsserted(() -> assertThat(segments()).isEmpty());
  }

  @Test
  void shouldKeepTheOrderWhenKafkaTakesNoMoreForAWhile() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.refuse(Reason.SATURATED);
    for (int i = 0; i < 20; i++) {
      kept.keep(event(i), LIMIT);
    }
    double waiting = records();

    // when
    kafka.acknowledge();

    // then
    await().untilAsserted(() -> assertThat(kafka.ids()).containsExactlyElementsOf(ids(20)));
    assertThat(waiting).isEqualTo(20);
  }

  @Test
  void shouldDrainWhatAnEarlierProcessLeft() throws IOException {
    // given
    kafka.away();
    SpoolingPublisher earlier = open(1 << 20);
    for (int i = 0; i < 20; i++) {
      earlier.keep(event(i), LIMIT);
    }
    earlier.close();
    kafka.back();

    // when
    open(1 << 20);

    // then
    await().untilAsserted(() -> assertThat(kafka.ids()).containsExactlyElementsOf(ids(20)));
  }

  @Test
  void shouldDrainTheFolderOfAnInstanceThatIsGone() throws IOException {
    // given
    kafka.away();
    SpoolingPublisher staying = open(1 << 20);
    SpoolingPublisher leaving = open(1 << 20);
    for (int i = 0; i < 20; i++) {
      leaving.keep(event(i), LIMIT);
    }
    leaving.close();
    publisher = staying;

    // when
    kafka.back();

    // then
    await().untilAsserted(() -> assertThat(kafka.ids()).containsExactlyElementsOf(ids(20)));
    await()
        .untilAsserted(
            () -> {
              try (Stream<Path> files = Files.list(root.resolve("1"))) {
                assertThat(files.filter(f -> f.toString().endsWith(".segment"))).isEmpty();
              }
            });
  }

  @Test
  void shouldWriteARecordAgainWhenItsFirstAttemptFailsLate() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.silent();
    kept.keep(event(0), LIMIT);
    kafka.acknowledge();

    // when
    kafka.pending.getFirst().completeExceptionally(new PublishException(Reason.UNREACHABLE));

    // then
    await().untilAsserted(() -> assertThat(kafka.ids()).containsExactly("e-0"));
  }

  @Test
  void shouldPutARecordAsideThatCanNeverBeWritten() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.away();
    kept.keep(event(0), LIMIT);
    kept.keep(event(1), LIMIT);
    kafka.poison = "e-0";

    // when
    kafka.back();

    // then
    await().untilAsserted(() -> assertThat(kafka.ids()).containsExactly("e-1"));
    await().untilAsserted(() -> assertThat(records()).isZero());
    try (Stream<Path> files = Files.list(root.resolve("0"))) {
      assertThat(files.filter(f -> f.toString().endsWith(".record"))).hasSize(1);
    }
  }

  @Test
  void shouldSendOnlyTheFailedOnesAgain() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.away();
    for (int i = 0; i < 10; i++) {
      kept.keep(event(i), LIMIT);
    }
    kafka.failOnce = "e-4";

    // when
    kafka.back();

    // then
    await().untilAsserted(() -> assertThat(records()).isZero());
    assertThat(kafka.ids()).containsExactlyInAnyOrderElementsOf(ids(10));
  }
}
