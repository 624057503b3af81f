package dev.puente.ingest.spool;

import dev.puente.ingest.publish.EventPublisher;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains folders of instances that are gone: after a scale-down or a rolling update nobody else
 * would.
 */
final class Orphans implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Orphans.class);
  private static final Duration STEP = Duration.ofMillis(200);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(15);

  private final Path root;
  private final Path own;
  private final Duration interval;
  private final EventPublisher kafka;
  private final SpoolLog.Options options;
  private final RecordCodec.Factory codecs;
  private final SpoolMetrics metrics;
  private final InstantSource clock;
  private final Thread thread;
  private volatile boolean closing;

  Orphans(
      Path root,
      Path own,
      Duration interval,
      EventPublisher kafka,
      SpoolLog.Options options,
      RecordCodec.Factory codecs,
      SpoolMetrics metrics,
      InstantSource clock) {
    this.root = root;
    this.own = own;
    this.interval = interval;
    this.kafka = kafka;
    this.options = options;
    this.codecs = codecs;
    this.metrics = metrics;
    this.clock = clock;
    this.thread = Thread.ofPlatform().name("spool-orphans").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closing) {
      try {
        if (kafka.reachable()) {
          drainOne();
        }
      } catch (IOException | RuntimeException e) {
        log.atWarn().addKeyValue("failure", e.getClass().getName()).log("orphan not drained");
      }
      for (long slept = 0; !closing && slept < interval.toMillis(); slept += STEP.toMillis()) {
        LockSupport.parkNanos(STEP.toNanos());
      }
    }
  }

  private void drainOne() throws IOException {
    Optional<SpoolFolder> orphan = SpoolFolder.claimOrphan(root, own);
    if (orphan.isEmpty()) {
      return;
    }
    SpoolFolder folder = orphan.get();
    SpoolRecovery found = recovered(folder);
    log.atInfo()
        .addKeyValue("folder", folder.path())
        .addKeyValue("records", found.records())
        .log("draining the spool of an instance that is gone");
    metrics.found(found);
    try (SpoolLog spool = SpoolLog.open(folder, options, clock, found);
        Drain drain = new Drain(kafka, spool, codecs.in(folder.path()), metrics, folder.cursor())) {
      drain.start();
      while (!closing && !spool.isEmpty()) {
        LockSupport.parkNanos(STEP.toNanos());
      }
    }
  }

  /** Of a folder that is given back when it can not be read. */
  private static SpoolRecovery recovered(SpoolFolder folder) throws IOException {
    try {
      return SpoolRecovery.of(folder);
    } catch (IOException | RuntimeException e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_LIMIT);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
