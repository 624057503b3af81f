package dev.puente.ingest.spool;

import dev.puente.ingest.publish.AckWaits;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.spool.SpoolMetrics.Cause;
import dev.puente.schemas.topic.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Kafka, with a spool on disk for records that nobody would repeat. Such a record goes to the spool
 * when Kafka is known to be away, does not acknowledge in time, or takes no more; and, while the
 * spool is not empty, in any case: later ones never overtake. An acknowledgement that comes after
 * all takes the record out again.
 *
 * <p>A record can be written twice (late acknowledgement lost in a crash), always under the same
 * event id. Everything that is not {@link #keep kept} goes to Kafka alone.
 */
public final class SpoolingPublisher implements EventPublisher, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpoolingPublisher.class);

  /** Handing over that took longer is a part of the waiting. */
  private static final long SHORT_NANOS = Duration.ofMillis(20).toNanos();

  private static final long QUEUE_BYTES = 32L * 1024 * 1024;

  private final EventPublisher kafka;
  private final SpoolLog spool;
  private final RecordCodec codec;
  private final Drain drain;
  private final Orphans orphans;
  private final SpoolMetrics metrics;
  private final Settings settings;
  private final AckWaits waits;
  private final InstantSource clock;
  private final LongSupplier nanos;

  /**
   * Settings.
   *
   * @param root folder of all instances
   * @param maxBytes most bytes of files
   * @param segmentBytes size of one file
   * @param after how long Kafka may take to acknowledge
   * @param writeLimit how long the disk may take
   * @param orphanInterval how often folders of instances that are gone are looked for
   */
  public record Settings(
      Path root,
      long maxBytes,
      long segmentBytes,
      Duration after,
      Duration writeLimit,
      Duration orphanInterval) {}

  /** What the spool works with; {@code nanos} never goes back. */
  public record Parts(
      EventPublisher kafka,
      Topics topics,
      MeterRegistry meters,
      InstantSource clock,
      LongSupplier nanos) {}

  private SpoolingPublisher(
      Parts parts, Settings settings, SpoolFolder folder, SpoolLog spool, SpoolMetrics metrics)
      throws IOException {
    this.kafka = parts.kafka();
    this.clock = parts.clock();
    this.nanos = parts.nanos();
    this.settings = settings;
    this.spool = spool;
    this.metrics = metrics;
    RecordCodec.Factory codecs = in -> new RecordCodec(parts.topics(), new SchemaFiles(in));
    this.codec = codecs.in(folder.path());
    this.drain = new Drain(kafka, spool, codec, metrics, folder.cursor());
    this.orphans =
        new Orphans(
            settings.root(),
            spool.folder().path(),
            settings.orphanInterval(),
            kafka,
            options(settings),
            codecs,
            metrics,
            clock);
    this.waits = new AckWaits(settings.after()); // last: it starts a thread
  }

  private static SpoolLog.Options options(Settings settings) {
    return new SpoolLog.Options(settings.maxBytes(), settings.segmentBytes(), QUEUE_BYTES);
  }

  /**
   * Opens the spool of this instance; records that an earlier process left are kept. Nothing is
   * drained before {@link #start}.
   *
   * @throws IOException when the folder can not be used
   */
  public static SpoolingPublisher open(Parts parts, Settings settings) throws IOException {
    SpoolFolder folder = SpoolFolder.claim(settings.root());
    try {
      SpoolMetrics metrics = new SpoolMetrics(parts.meters());
      SpoolRecovery found = SpoolRecovery.of(folder);
      SpoolLog spool = SpoolLog.open(folder, options(settings), parts.clock(), found);
      log.atInfo()
          .addKeyValue("folder", folder.path())
          .addKeyValue("records", found.records())
          .log("spool opened");
      metrics.found(found);
      SpoolingPublisher publisher = new SpoolingPublisher(parts, settings, folder, spool, metrics);
      publisher.registerGauges();
      return publisher;
    } catch (IOException e) {
      folder.close();
      throw e;
    }
  }

  /** Whether a folder lies on a disk that ends with the machine or the container. */
  public static boolean ephemeral(Path root) throws IOException {
    return SpoolFolder.ephemeral(root);
  }

  private void registerGauges() {
    metrics.gauge("records", "records that wait in the spool", this, p -> p.spool.records());
    metrics.gauge("bytes", "size of the spool's files", this, p -> p.spool.bytes());
    metrics.gauge("max.bytes", "most bytes of files", this, p -> p.settings.maxBytes());
    metrics.gauge(
        "oldest.seconds", "age of the oldest record in the spool", this, p -> p.oldestSeconds());
  }

  private double oldestSeconds() {
    long since = spool.isEmpty() ? 0 : drain.oldestMillis();
    return since == 0 ? 0 : Math.max(0, clock.millis() - since) / 1000.0;
  }

  /** Begins to drain. */
  public void start() {
    drain.start();
    orphans.start();
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    return kafka.publish(publication);
  }

  @Override
  public boolean reachable() {
    return kafka.reachable();
  }

  @Override
  public boolean keeps() {
    return kafka.reachable() && spool.isEmpty() || spool.takes();
  }

  @Override
  public boolean holdsBack() {
    return !spool.isEmpty();
  }

  @Override
  public void keep(Publication publication, Duration limit) {
    if (!spool.isEmpty()) {
      spool(publication, null, Cause.BEHIND);
    } else if (!kafka.reachable()) {
      spool(publication, null, Cause.AWAY);
    } else {
      attempt(publication);
    }
  }

  private void attempt(Publication publication) {
    long begin = nanos.getAsLong();
    CompletableFuture<Void> done = kafka.publish(publication);
    long taken = nanos.getAsLong() - begin;
    try {
      if (taken < SHORT_NANOS && !waits.doneInTime(done)) {
        spool(publication, done, Cause.LATE);
        return;
      }
      done.get(Math.max(0, settings.after().toNanos() - taken), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      spool(publication, done, Cause.LATE);
    } catch (ExecutionException e) {
      PublishException failure =
          e.getCause() instanceof PublishException known
              ? known
              : new PublishException(PublishException.Reason.DEFECT, e);
      switch (failure.reason()) {
        case SATURATED -> spool(publication, null, Cause.SATURATED);
        case UNREACHABLE -> spool(publication, null, Cause.FAILED);
        case TOO_LARGE, DEFECT -> throw failure;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(PublishException.Reason.UNREACHABLE, e);
    }
  }

  private void spool(
      Publication publication, @Nullable CompletableFuture<Void> attempt, Cause cause) {
    try {
      spool
          .append(codec.encode(publication), attempt)
          .get(settings.writeLimit().toMillis(), TimeUnit.MILLISECONDS);
      metrics.spooled(cause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(PublishException.Reason.UNREACHABLE, e);
    } catch (ExecutionException e) {
      throw refused(
          e.getCause() instanceof SpoolException known
              ? known.reason()
              : SpoolException.Reason.DISK);
    } catch (TimeoutException e) {
      throw refused(SpoolException.Reason.BUSY);
    } catch (IOException e) {
      throw refused(SpoolException.Reason.DISK);
    }
  }

  private PublishException refused(SpoolException.Reason reason) {
    metrics.refused(reason);
    return new PublishException(PublishException.Reason.UNREACHABLE);
  }

  /** Ends draining, writes what waits for the disk, releases the folder. */
  @Override
  public void close() {
    waits.close();
    orphans.close();
    drain.close();
    spool.close();
  }
}
