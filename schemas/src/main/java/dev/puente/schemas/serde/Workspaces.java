package dev.puente.schemas.serde;

import java.util.concurrent.ArrayBlockingQueue;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;

/**
 * Lends output buffers. Serializers are shared by many, also virtual, threads: a few buffers are
 * kept for all of them instead of one per thread, and a large one is not kept.
 */
final class Workspaces {
  private static final int KEPT = 16;
  private static final int LARGEST_KEPT_BYTES = 256 * 1024;

  record Workspace(ByteSink sink, BinaryEncoder encoder) {}

  private final ArrayBlockingQueue<Workspace> free = new ArrayBlockingQueue<>(KEPT);

  Workspace take() {
    Workspace kept = free.poll();
    if (kept != null) {
      return kept;
    }
    ByteSink sink = new ByteSink();
    return new Workspace(sink, EncoderFactory.get().directBinaryEncoder(sink, null));
  }

  /** Only after success: a failed one is left to the garbage collector. */
  void giveBack(Workspace workspace) {
    if (workspace.sink().capacity() <= LARGEST_KEPT_BYTES) {
      boolean kept = free.offer(workspace);
      assert kept || free.size() == KEPT;
    }
  }
}
