package dev.puente.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.publish.PublishException.Reason;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** When records go to the spool, and when they are refused. */
class SpoolingPublisherTest extends SpoolingPublisherFixture {
  @Test
  void shouldLeaveTheSpoolAloneWhenKafkaAcknowledges() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);

    // when
    kept.keep(event(1), LIMIT);

    // then
    assertThat(kafka.ids()).containsExactly("e-1");
    assertThat(records()).isZero();
    assertThat(segments()).isEmpty();
  }

  @Test
  void shouldPutLaterRecordsBehindThoseThatWait() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.silent();
    kept.keep(event(0), LIMIT);

    // when
    kafka.acknowledge();
    kept.keep(event(1), LIMIT);

    // then
    assertThat(spooled("late")).isEqualTo(1);
    assertThat(spooled("behind")).isEqualTo(1);
    assertThat(kafka.ids()).doesNotContain("e-1");
    kafka.pending.getFirst().complete(null);
    await().untilAsserted(() -> assertThat(kafka.ids()).containsExactly("e-1"));
    await().untilAsserted(() -> assertThat(records()).isZero());
    assertThat(meters.counter("puente.ingest.spool.late").count()).isEqualTo(1);
  }

  @Test
  void shouldSpoolWhenTooManyAreUnderWay() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.refuse(Reason.SATURATED);

    // when
    kept.keep(event(0), LIMIT);

    // then
    assertThat(spooled("saturated")).isEqualTo(1);
    kafka.acknowledge();
    await().untilAsserted(() -> assertThat(kafka.ids()).containsExactly("e-0"));
  }

  @Test
  void shouldRefuseWhenTheSpoolIsFullToo() throws IOException {
    // given
    SpoolingPublisher kept = open(300);
    kafka.away();
    kept.keep(event(0), LIMIT);

    // then
    assertThatThrownBy(() -> fill(kept))
        .isInstanceOf(PublishException.class)
        .extracting(e -> ((PublishException) e).reason())
        .isEqualTo(Reason.UNREACHABLE);
    assertThat(meters.counter("puente.ingest.spool.refused", "reason", "full").count())
        .isEqualTo(1);
  }

  @Test
  void shouldNotSpoolWhatOthersCanRepeat() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.away();

    // then
    assertThatThrownBy(() -> kept.publishIfReachable(event(0), LIMIT))
        .isInstanceOf(PublishException.class);
    assertThat(records()).isZero();
    assertThat(kept.keeps()).isTrue();
  }

  @Test
  void shouldSayHowOldTheOldestIs() throws IOException {
    // given
    SpoolingPublisher kept = open(1 << 20);
    kafka.away();

    // when
    kept.keep(event(0), LIMIT);

    // then
    await()
        .untilAsserted(
            () ->
                assertThat(meters.get("puente.ingest.spool.oldest.seconds").gauge().value())
                    .isPositive());
  }

  private static void fill(SpoolingPublisher kept) {
    for (int i = 1; i < 100; i++) {
      kept.keep(event(i), LIMIT);
    }
  }
}
