package dev.puente.ingest.spool;

import java.nio.file.Path;

/**
 * A segment in use. The writer publishes how much of it is durable; readers go no further.
 *
 * @see SpoolLog
 */
final class Segment {
  private final Path file;
  private final long firstSequence;
  private volatile Extent extent;
  private volatile boolean closed;
  private volatile boolean damaged;

  /**
   * How far it reaches. Sequences inside of one segment have no gaps.
   *
   * @param lastSequence of the last frame; below the first one while there is none
   * @param bytes durable bytes
   */
  record Extent(long lastSequence, long bytes) {}

  Segment(Path file, long firstSequence, long bytes) {
    this.file = file;
    this.firstSequence = firstSequence;
    this.extent = new Extent(firstSequence - 1, bytes);
  }

  Path file() {
    return file;
  }

  long firstSequence() {
    return firstSequence;
  }

  Extent extent() {
    return extent;
  }

  long lastSequence() {
    return extent.lastSequence();
  }

  long bytes() {
    return extent.bytes();
  }

  /** Frames up to this one, in so many bytes, are durable. */
  void grown(long last, long durableBytes) {
    extent = new Extent(last, durableBytes);
  }

  /** Nothing is added any more. */
  boolean closed() {
    return closed;
  }

  void close() {
    closed = true;
  }

  /** Whether something in it could not be read. */
  boolean damaged() {
    return damaged;
  }

  void markDamaged() {
    damaged = true;
  }
}
