package dev.puente.ingest.spool;

import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.publish.PublishException.Reason;
import dev.puente.ingest.spool.SpoolCursor.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes spooled records to Kafka in their order, a window of them under way at a time. When one
 * fails, those behind it are waited for and the failed ones are sent again. A record that can never
 * be written is put into a file of its own and does not stop the others.
 */
final class Drain implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Drain.class);
  private static final int WINDOW_RECORDS = 256;
  private static final long WINDOW_BYTES = 16L * 1024 * 1024;
  private static final Duration PAUSE = Duration.ofMillis(50);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofMillis(500);
  private static final long SAVE_NANOS = Duration.ofMillis(200).toNanos();
  private static final Duration STOP_LIMIT = Duration.ofSeconds(8);

  /** Longer than the producer's own limits, so that this one never decides. */
  private static final Duration ACK_LIMIT = Duration.ofSeconds(15);

  private final EventPublisher kafka;
  private final SpoolLog spool;
  private final RecordCodec codec;
  private final SpoolMetrics metrics;
  private final SpoolCursor cursor;
  private final Deque<UnderWay> window = new ArrayDeque<>();
  private final Set<Long> written = new HashSet<>();
  private final Thread thread;
  private @Nullable Taken head;
  private long windowBytes;
  private long savedAtNanos;
  private long doneThrough = -1;

  /** The disk refused to say so; it is tried again from time to time. */
  private boolean untidy;

  private volatile long oldestMillis;
  private volatile boolean closing;

  private record UnderWay(Taken taken, CompletableFuture<Void> done) {}

  Drain(EventPublisher kafka, SpoolLog spool, RecordCodec codec, SpoolMetrics metrics, long start) {
    this.kafka = kafka;
    this.spool = spool;
    this.codec = codec;
    this.metrics = metrics;
    this.cursor = new SpoolCursor(spool, start);
    this.thread = Thread.ofPlatform().name("spool-drain").daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** When the oldest record that waits was spooled, epoch milliseconds; 0: not known yet. */
  long oldestMillis() {
    return oldestMillis;
  }

  private void run() {
    while (!closing) {
      try {
        fill();
        settle();
      } catch (IOException | RuntimeException e) {
        // The outermost place: without this thread everything would wait for ever.
        log.atError().addKeyValue("failure", e.getClass().getName()).log("spool not drained");
        pause(PAUSE_AFTER_FAILURE);
      }
    }
    while (!window.isEmpty()) {
      UnderWay oldest = window.removeFirst();
      if (!succeeded(oldest)) {
        break;
      }
      finish(oldest.taken());
    }
    save();
  }

  private void fill() throws IOException {
    while (!closing && window.size() < WINDOW_RECORDS && windowBytes < WINDOW_BYTES) {
      Taken next = head == null ? cursor.next() : head;
      head = next;
      if (next == null || !send(next)) {
        break;
      }
      head = null;
    }
    UnderWay first = window.peekFirst();
    Taken oldest = first == null ? head : first.taken();
    oldestMillis = oldest == null ? 0 : oldest.frame().atMillis();
  }

  /** False: not now. */
  private boolean send(Taken taken) throws IOException {
    CompletableFuture<Void> attempt = spool.attempt(taken.frame().sequence());
    if (attempt != null && !attempt.isDone() && !window.isEmpty()) {
      return false;
    }
    if (written.remove(taken.frame().sequence())) {
      add(taken, CompletableFuture.completedFuture(null));
    } else if (attempt != null && succeeded(attempt)) {
      metrics.late();
      add(taken, CompletableFuture.completedFuture(null));
    } else {
      return kafka.reachable() && publish(taken);
    }
    return true;
  }

  /** False: as many records are under way as are allowed, also those of others. */
  private boolean publish(Taken taken) throws IOException {
    Publication publication;
    try {
      publication = codec.decode(taken.frame().payload());
    } catch (IOException e) {
      setAside(taken);
      add(taken, CompletableFuture.completedFuture(null));
      return true;
    }
    CompletableFuture<Void> done = kafka.publish(publication);
    if (failedWith(done, Reason.SATURATED)) {
      return false;
    }
    add(taken, done.thenRun(metrics::drained));
    return true;
  }

  private void add(Taken taken, CompletableFuture<Void> done) {
    window.addLast(new UnderWay(taken, done));
    windowBytes += taken.frame().size();
  }

  private void settle() throws IOException {
    UnderWay oldest = window.peekFirst();
    if (oldest == null) {
      save();
      pause(PAUSE);
      return;
    }
    if (succeeded(oldest.done())) {
      remove();
      finish(oldest.taken());
    } else if (hopeless(oldest.done())) {
      setAside(oldest.taken());
      remove();
      finish(oldest.taken());
    } else {
      retryFrom(oldest);
    }
  }

  private void remove() {
    windowBytes -= window.removeFirst().taken().frame().size();
  }

  private void finish(Taken taken) {
    doneThrough = taken.frame().sequence();
    spool.done(doneThrough);
    if (spool.isEmpty() || System.nanoTime() - savedAtNanos > SAVE_NANOS) {
      save();
    }
  }

  private void save() {
    if (doneThrough < 0 || (untidy && System.nanoTime() - savedAtNanos < SAVE_NANOS)) {
      return;
    }
    boolean tidy = spool.doneThrough(doneThrough);
    if (tidy) {
      doneThrough = -1;
    } else if (!untidy) {
      log.warn("spool not tidied up; it is tried again");
    }
    untidy = !tidy;
    savedAtNanos = System.nanoTime();
  }

  private void retryFrom(UnderWay failed) throws IOException {
    while (!window.isEmpty()) {
      UnderWay other = window.peekFirst();
      if (succeeded(other.done())) {
        written.add(other.taken().frame().sequence());
      }
      remove();
    }
    head = null;
    cursor.backTo(failed.taken());
    pause(PAUSE_AFTER_FAILURE);
  }

  private static boolean succeeded(UnderWay record) {
    return succeeded(record.done());
  }

  private static boolean succeeded(CompletableFuture<Void> done) {
    try {
      EventPublisher.await(done, ACK_LIMIT);
      return true;
    } catch (PublishException e) {
      return false;
    }
  }

  private static boolean hopeless(CompletableFuture<Void> done) {
    return failedWith(done, Reason.TOO_LARGE) || failedWith(done, Reason.DEFECT);
  }

  private static boolean failedWith(CompletableFuture<Void> done, Reason reason) {
    if (!done.isCompletedExceptionally()) {
      return false;
    }
    try {
      EventPublisher.await(done, Duration.ZERO);
      return false;
    } catch (PublishException e) {
      return e.reason() == reason;
    }
  }

  private void setAside(Taken taken) throws IOException {
    long sequence = taken.frame().sequence();
    log.atError().addKeyValue("sequence", sequence).log("spool: record can not be written");
    Path file = spool.folder().path().resolve("%019d.record".formatted(sequence));
    Files.write(file, taken.frame().payload());
    metrics.setAside();
  }

  private void pause(Duration time) {
    if (!closing) {
      LockSupport.parkNanos(time.toNanos());
    }
  }

  /** Waits for what is under way, for at most 8 s, and notes how far it came. */
  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(thread);
    try {
      thread.join(STOP_LIMIT);
      cursor.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.atWarn().addKeyValue("failure", e.getClass().getName()).log("spool not closed");
    }
  }
}
