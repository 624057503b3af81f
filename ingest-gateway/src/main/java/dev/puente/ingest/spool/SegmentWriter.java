package dev.puente.ingest.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes one segment: a header, then frames. For one thread. */
final class SegmentWriter implements Closeable {
  static final int HEADER_BYTES = 16;
  private static final long MAGIC = 0x5055_454E_5453_5031L; // "PUENTSP1"; the last is the version

  private final FileChannel channel;
  private long bytes;

  private SegmentWriter(FileChannel channel) {
    this.channel = channel;
  }

  static ByteBuffer header(long firstSequence) {
    return ByteBuffer.allocate(HEADER_BYTES).putLong(MAGIC).putLong(firstSequence).flip();
  }

  /** Creates the file, readable by its owner only; it is on disk when this returns. */
  static SegmentWriter create(Path file, long firstSequence) throws IOException {
    FileChannel channel =
        FileChannel.open(
            file,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            SpoolFolder.onlyOwner("rw-------"));
    SegmentWriter writer = new SegmentWriter(channel);
    try {
      writer.write(header(firstSequence));
      channel.force(true);
      @Nullable Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        SpoolFolder.force(folder);
      }
      writer.bytes = HEADER_BYTES;
      return writer;
    } catch (IOException e) {
      channel.close();
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Writes frames and waits for the disk once for all of them.
   *
   * @throws IOException when that failed; what was written is cut off again, as far as possible,
   *     and this writer must not be used any more, since nobody knows what a disk holds after a
   *     failed flush
   */
  void append(List<Frame> frames) throws IOException {
    try {
      long size = 0;
      for (Frame frame : frames) {
        write(frame.encoded());
        size += frame.size();
      }
      channel.force(false);
      bytes += size;
    } catch (IOException e) {
      channel.truncate(bytes);
      throw e;
    }
  }

  /** Bytes that are surely on disk. */
  long bytes() {
    return bytes;
  }

  private void write(ByteBuffer buffer) throws IOException {
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
