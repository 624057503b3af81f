package dev.puente.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.puente.event.v1.LinkOverride;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.publish.PublishException.Reason;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolingPublisherTest {
  private static final Duration LIMIT = Duration.ofSeconds(4);

  @TempDir Path root;

  private final Kafka kafka = new Kafka();
  private SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private @Nullable SpoolingPublisher publisher;

  @AfterEach
  void close() {
    if (publisher != null) {
      publisher.close();
    }
  }

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

  private SpoolingPublisher open(long maxBytes) throws IOException {
    meters = new SimpleMeterRegistry();
    publisher =
        SpoolingPublisher.open(
            new SpoolingPublisher.Parts(
                kafka, new Topics(""), meters, InstantSource.system(), System::nanoTime),
            new SpoolingPublisher.Settings(
                root,
                maxBytes,
                4096,
                Duration.ofMillis(100),
                Duration.ofSeconds(4),
                Duration.ofMillis(200)));
    publisher.start();
    return publisher;
  }

  private double records() {
    return meters.get("puente.ingest.spool.records").gauge().value();
  }

  private double spooled(String cause) {
    return meters.counter("puente.ingest.spool.spooled", "cause", cause).count();
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("0"))) {
      return files.filter(f -> f.toString().endsWith(".segment")).toList();
    }
  }

  private static List<String> ids(int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(i -> "e-" + i).toList();
  }

  private static Publication event(int number) {
    return new Publication(
        new Topics("").linkOverrides(),
        TenantKey.ofContact("t", number),
        LinkOverride.newBuilder()
            .setTenant("t")
            .setContactId(number)
            .setWho("key-1")
            .setAt(Instant.EPOCH)
            .build(),
        "e-" + number,
        "trace");
  }

  /** Kafka as the spool sees it. */
  private static final class Kafka implements EventPublisher {
    private final List<Publication> written = new CopyOnWriteArrayList<>();
    private final List<CompletableFuture<Void>> pending = new CopyOnWriteArrayList<>();
    private volatile boolean reachable = true;
    private volatile boolean silent;
    private volatile @Nullable Reason refusal;
    private volatile @Nullable String poison;
    private volatile @Nullable String failOnce;

    void away() {
      reachable = false;
      refusal = Reason.UNREACHABLE;
    }

    void back() {
      acknowledge();
      reachable = true;
    }

    void silent() {
      silent = true;
    }

    void refuse(Reason reason) {
      refusal = reason;
    }

    void acknowledge() {
      silent = false;
      refusal = null;
    }

    List<String> ids() {
      return written.stream().map(Publication::eventId).toList();
    }

    @Override
    public CompletableFuture<Void> publish(Publication publication) {
      Reason why = refusal;
      if (publication.eventId().equals(poison)) {
        why = Reason.DEFECT;
      } else if (publication.eventId().equals(failOnce)) {
        failOnce = null;
        why = Reason.UNREACHABLE;
      }
      if (why != null) {
        return CompletableFuture.failedFuture(new PublishException(why));
      }
      CompletableFuture<Void> done = new CompletableFuture<>();
      if (silent) {
        pending.add(done);
      } else {
        written.add(publication);
        done.complete(null);
      }
      return done;
    }

    @Override
    public boolean reachable() {
      return reachable;
    }
  }
}
