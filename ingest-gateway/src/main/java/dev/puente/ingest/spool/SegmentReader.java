package dev.puente.ingest.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Reads the frames of one segment. For one thread. */
final class SegmentReader implements Closeable {
  private final FileChannel channel;

  /** What is found at a position. */
  sealed interface Found {
    /** A frame with its right checksum; the next one begins at {@code next}. */
    record Whole(Frame frame, long next) implements Found {}

    /** Nothing: exactly the end. */
    record End() implements Found {}

    /** A frame that goes beyond the end: the writer was interrupted. */
    record Torn() implements Found {}

    /** Something that no writer left there. */
    record Damaged() implements Found {}
  }

  private SegmentReader(FileChannel channel) {
    this.channel = channel;
  }

  static SegmentReader open(Path file) throws IOException {
    return new SegmentReader(FileChannel.open(file, StandardOpenOption.READ));
  }

  long size() throws IOException {
    return channel.size();
  }

  /** Whether the file begins as a segment with that first sequence does. */
  boolean hasHeader(long firstSequence) throws IOException {
    ByteBuffer header = ByteBuffer.allocate(SegmentWriter.HEADER_BYTES);
    return filled(header, 0) && header.equals(SegmentWriter.header(firstSequence));
  }

  /**
   * The frame at a position.
   *
   * @param end where the segment ends as far as this reader is concerned
   * @param after sequences of frames must be above this one
   */
  Found at(long position, long end, long after) throws IOException {
    if (position >= end) {
      return new Found.End();
    }
    ByteBuffer header = ByteBuffer.allocate(Frame.HEADER_BYTES);
    if (end - position < Frame.HEADER_BYTES || !filled(header, position)) {
      return new Found.Torn();
    }
    int length = header.getInt();
    int checksum = header.getInt();
    long sequence = header.getLong();
    long atMillis = header.getLong();
    if (length < 0 || length > Frame.PAYLOAD_LIMIT || sequence <= after) {
      return new Found.Damaged();
    }
    long next = position + Frame.HEADER_BYTES + length;
    if (next > end) {
      return new Found.Torn();
    }
    ByteBuffer payload = ByteBuffer.allocate(length);
    if (!filled(payload, position + Frame.HEADER_BYTES)) {
      return new Found.Torn();
    }
    Frame frame = new Frame(sequence, atMillis, payload.array());
    return frame.checksum() == checksum ? new Found.Whole(frame, next) : new Found.Damaged();
  }

  private boolean filled(ByteBuffer buffer, long position) throws IOException {
    long at = position;
    while (buffer.hasRemaining()) {
      int read = channel.read(buffer, at);
      if (read < 0) {
        return false;
      }
      at += read;
    }
    buffer.flip();
    return true;
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
