package dev.puente.ingest.spool;

import dev.puente.ingest.spool.SpoolException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A queue on disk. Many threads append; one thread of its own writes and flushes for all that wait
 * (group commit). One reader takes records in their order and says which ones are done. What was
 * done just before a crash may come again; what was appended never gets lost.
 *
 * <p>{@code isEmpty} is false from the call of {@link #append} on, so whoever asks after the answer
 * to another record sees that one.
 */
final class SpoolLog implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpoolLog.class);
  private static final int GROUP_RECORDS = 512;
  private static final long GROUP_BYTES = 8L * 1024 * 1024;
  private static final long IDLE_MILLIS = 100;
  private static final long STOP_MILLIS = 10_000;

  private final SpoolFolder folder;
  private final Options options;
  private final InstantSource clock;
  private final ConcurrentSkipListMap<Long, Segment> segments;
  private final Map<Long, CompletableFuture<Void>> direct = new ConcurrentHashMap<>();
  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final AtomicLong queuedBytes = new AtomicLong();
  private final AtomicLong records;
  private final AtomicLong fileBytes = new AtomicLong();
  private final Thread thread;
  private volatile boolean closing;
  private long nextSequence;
  private @Nullable Segment active;
  private @Nullable SegmentWriter writer;

  /**
   * Limits.
   *
   * @param maxBytes most bytes in files
   * @param segmentBytes a segment is closed when it is larger
   * @param queueBytes most bytes that wait for the disk in memory
   */
  record Options(long maxBytes, long segmentBytes, long queueBytes) {}

  /** A record on its way to the disk, with the attempt to write it that is still under way. */
  private record Waiting(
      byte[] payload, @Nullable CompletableFuture<Void> attempt, CompletableFuture<Void> durable) {}

  private SpoolLog(SpoolFolder folder, Options options, InstantSource clock, SpoolRecovery found) {
    this.folder = folder;
    this.options = options;
    this.clock = clock;
    this.segments = new ConcurrentSkipListMap<>(found.segments());
    this.records = new AtomicLong(found.records());
    this.nextSequence = found.nextSequence();
    segments.values().forEach(segment -> fileBytes.addAndGet(segment.bytes()));
    this.thread = Thread.ofPlatform().name("spool-writer").daemon().unstarted(this::run);
  }

  /** Opens the log of a folder, with what earlier processes left in it. It closes the folder. */
  static SpoolLog open(
      SpoolFolder folder, Options options, InstantSource clock, SpoolRecovery found) {
    SpoolLog opened = new SpoolLog(folder, options, clock, found);
    opened.thread.start();
    return opened;
  }

  /**
   * Takes a record.
   *
   * @param attempt an attempt to write it elsewhere that is still under way; the reader gets it
   * @return completes when the record is on disk; exceptionally with {@link SpoolException}
   */
  CompletableFuture<Void> append(byte[] payload, @Nullable CompletableFuture<Void> attempt) {
    CompletableFuture<Void> durable = new CompletableFuture<>();
    long size = Frame.HEADER_BYTES + payload.length;
    records.incrementAndGet();
    long queued = queuedBytes.addAndGet(size);
    Reason refusal = null;
    if (closing || !thread.isAlive()) {
      refusal = Reason.CLOSED;
    } else if (fileBytes.get() + queued > options.maxBytes()) {
      refusal = Reason.FULL;
    } else if (queued > options.queueBytes() && queued > size) {
      refusal = Reason.BUSY;
    }
    if (refusal != null) {
      queuedBytes.addAndGet(-size);
      records.decrementAndGet();
      durable.completeExceptionally(new SpoolException(refusal));
      return durable;
    }
    queue.add(new Waiting(payload, attempt, durable));
    return durable;
  }

  /** Whether nothing waits here, or is about to. */
  boolean isEmpty() {
    return records.get() == 0;
  }

  /** Records that are not done. */
  long records() {
    return records.get();
  }

  /** Bytes in files. */
  long bytes() {
    return fileBytes.get();
  }

  /** Whether an ordinary record would be taken. */
  boolean takes() {
    return !closing && thread.isAlive() && fileBytes.get() + queuedBytes.get() < options.maxBytes();
  }

  /** The folder. */
  SpoolFolder folder() {
    return folder;
  }

  /** The segment with the lowest sequences above this one; null: none. */
  @Nullable Segment segmentAbove(long firstSequence) {
    Map.Entry<Long, Segment> entry = segments.higherEntry(firstSequence);
    return entry == null ? null : entry.getValue();
  }

  /** The attempt under way that came with a record; null: none. */
  @Nullable CompletableFuture<Void> attempt(long sequence) {
    return direct.get(sequence);
  }

  /** A record need not be kept any longer; only in the order of sequences. */
  void done(long sequence) {
    direct.remove(sequence);
    records.decrementAndGet();
  }

  /** The disk has lost these. */
  void lost(long first, long last) {
    for (long sequence = first; sequence <= last; sequence++) {
      done(sequence);
    }
  }

  /**
   * Everything up to this sequence is done: says so on disk, and deletes what is not needed. A disk
   * that is full must not keep files for want of room to say that they are done.
   *
   * @return false when not all of it was possible: to be repeated
   */
  boolean doneThrough(long sequence) {
    boolean tidy = true;
    try {
      folder.cursor(sequence + 1);
    } catch (IOException e) {
      tidy = false;
    }
    try {
      for (Segment segment : segments.values()) {
        if (!segment.closed() || segment.lastSequence() > sequence) {
          break;
        }
        remove(segment);
      }
    } catch (IOException e) {
      tidy = false;
    }
    return tidy;
  }

  private void remove(Segment segment) throws IOException {
    if (segments.remove(segment.firstSequence()) == null) {
      return;
    }
    fileBytes.addAndGet(-segment.bytes());
    if (segment.damaged()) {
      folder.setAside(segment.file());
    } else {
      Files.deleteIfExists(segment.file());
    }
  }

  private void run() {
    List<Waiting> group = new ArrayList<>();
    while (!closing || !queue.isEmpty()) {
      try {
        Waiting first = queue.poll(IDLE_MILLIS, TimeUnit.MILLISECONDS);
        if (first == null) {
          closeWhenDone();
          continue;
        }
        fill(group, first);
        write(group);
      } catch (InterruptedException e) {
        // Nobody interrupts this thread: that would close the channel. It ends by close().
      } catch (IOException | RuntimeException e) {
        log.atError().addKeyValue("failure", e.getClass().getName()).log("spool not written");
      }
      group.clear();
    }
    abandonWriter();
  }

  private void fill(List<Waiting> group, Waiting first) {
    long bytes = 0;
    for (Waiting next = first; next != null; ) {
      group.add(next);
      bytes += next.payload().length;
      next = group.size() < GROUP_RECORDS && bytes < GROUP_BYTES ? queue.poll() : null;
    }
  }

  private void write(List<Waiting> group) {
    long size = group.stream().mapToLong(w -> Frame.HEADER_BYTES + w.payload().length).sum();
    try {
      SegmentWriter out = openWriter(size);
      List<Frame> frames = new ArrayList<>();
      for (Waiting waiting : group) {
        Frame frame = new Frame(nextSequence++, clock.millis(), waiting.payload());
        frames.add(frame);
        if (waiting.attempt() != null) {
          direct.put(frame.sequence(), waiting.attempt());
        }
      }
      long before = out.bytes();
      out.append(frames);
      fileBytes.addAndGet(out.bytes() - before);
      if (active != null) {
        active.grown(frames.getLast().sequence(), out.bytes());
      }
      queuedBytes.addAndGet(-size);
      group.forEach(waiting -> waiting.durable().complete(null));
    } catch (IOException | RuntimeException e) {
      boolean full = e instanceof NoSpaceException;
      log.atError()
          .addKeyValue("failure", e.getClass().getName())
          .addKeyValue("records", group.size())
          .log("spool not written");
      abandonWriter();
      queuedBytes.addAndGet(-size);
      for (Waiting waiting : group) {
        records.decrementAndGet();
        waiting
            .durable()
            .completeExceptionally(new SpoolException(full ? Reason.FULL : Reason.DISK, e));
      }
    }
  }

  private SegmentWriter openWriter(long size) throws IOException {
    SegmentWriter current = writer;
    if (current != null && current.bytes() < options.segmentBytes()) {
      return current;
    }
    abandonWriter();
    if (folder.usableBytes() < size + options.segmentBytes()) {
      throw new NoSpaceException();
    }
    long first = nextSequence;
    Path file = folder.segment(first);
    SegmentWriter created = SegmentWriter.create(file, first);
    Segment segment = new Segment(file, first, created.bytes());
    fileBytes.addAndGet(created.bytes());
    active = segment;
    writer = created;
    segments.put(segment.firstSequence(), segment);
    return created;
  }

  /** The disk is nearly full. */
  private static final class NoSpaceException extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** When everything is done, no file needs to lie around. Only this thread adds records. */
  private void closeWhenDone() throws IOException {
    Segment segment = active;
    if (segment != null && isEmpty()) {
      abandonWriter();
      remove(segment);
    }
  }

  private void abandonWriter() {
    if (active != null) {
      active.close();
    }
    if (writer != null) {
      try {
        writer.close();
      } catch (IOException e) {
        log.atWarn().addKeyValue("failure", e.getClass().getName()).log("segment not closed");
      }
    }
    active = null;
    writer = null;
  }

  /** Writes what waits, then releases the folder. Takes no records from here on. */
  @Override
  public void close() {
    closing = true;
    try {
      thread.join(STOP_MILLIS);
      folder.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      log.atWarn().addKeyValue("failure", e.getClass().getName()).log("spool not released");
    }
  }
}
