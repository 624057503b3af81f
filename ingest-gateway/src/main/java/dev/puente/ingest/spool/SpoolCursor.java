package dev.puente.ingest.spool;

import dev.puente.ingest.spool.SegmentReader.Found;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Walks through a log in its order, and back when something has to be taken again. One thread. */
final class SpoolCursor implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpoolCursor.class);

  private final SpoolLog spool;
  private final long start;
  private @Nullable Segment segment;
  private @Nullable SegmentReader reader;
  private long position;
  private long last;

  /** A frame and where it was. */
  record Taken(Frame frame, Segment segment, long position) {}

  /** Begins at the first frame whose sequence is not below {@code start}. */
  SpoolCursor(SpoolLog spool, long start) {
    this.spool = spool;
    this.start = start;
  }

  /** The next frame; null: none at the moment. */
  @Nullable Taken next() throws IOException {
    while (true) {
      Segment current = segment;
      if (current == null) {
        if (!advance(Long.MIN_VALUE)) {
          return null;
        }
        continue;
      }
      // In this order: what was durable when the segment was closed is seen.
      boolean closed = current.closed();
      Taken taken = take(current);
      if (taken != null) {
        if (taken.frame().sequence() >= start) {
          return taken;
        }
      } else if (!closed || !advance(current.firstSequence())) {
        return null;
      }
    }
  }

  private @Nullable Taken take(Segment current) throws IOException {
    Segment.Extent extent = current.extent();
    long at = position;
    if (at >= extent.bytes() || reader == null) {
      return null;
    }
    switch (reader.at(at, extent.bytes(), last)) {
      case Found.Whole(Frame frame, long next) -> {
        position = next;
        last = frame.sequence();
        return new Taken(frame, current, at);
      }
      case Found.End _, Found.Torn _, Found.Damaged _ -> {
        // It was whole when it was written or found: the disk has lost it since.
        log.atError()
            .addKeyValue("segment", current.file().getFileName())
            .addKeyValue("position", at)
            .addKeyValue("records", extent.lastSequence() - last)
            .log("spool: damaged while in use");
        current.markDamaged();
        spool.lost(last + 1, extent.lastSequence());
        position = extent.bytes();
        last = extent.lastSequence();
        return null;
      }
    }
  }

  private boolean advance(long above) throws IOException {
    Segment following = spool.segmentAbove(above);
    if (following == null) {
      return false;
    }
    open(following, SegmentWriter.HEADER_BYTES, following.firstSequence() - 1);
    return true;
  }

  /** The next one is this one again. */
  void backTo(Taken taken) throws IOException {
    open(taken.segment(), taken.position(), taken.frame().sequence() - 1);
  }

  private void open(Segment wanted, long at, long after) throws IOException {
    close();
    reader = SegmentReader.open(wanted.file());
    segment = wanted;
    position = at;
    last = after;
  }

  @Override
  public void close() throws IOException {
    if (reader != null) {
      reader.close();
    }
    reader = null;
    segment = null;
  }
}
