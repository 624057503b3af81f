package dev.puente.schemas.serde;

import java.io.OutputStream;
import java.util.Arrays;

/** A growing byte array without locks, reused from record to record by one thread at a time. */
final class ByteSink extends OutputStream {
  private byte[] bytes = new byte[1024];
  private int size;

  @Override
  public void write(int b) {
    ensure(1);
    bytes[size++] = (byte) b;
  }

  @Override
  public void write(byte[] source, int offset, int length) {
    ensure(length);
    System.arraycopy(source, offset, bytes, size, length);
    size += length;
  }

  /** Begins a record: header with that schema id, nothing else. */
  void start(int schemaId) {
    size = 0;
    write(WireFormat.MAGIC);
    write(schemaId >>> 24);
    write(schemaId >>> 16);
    write(schemaId >>> 8);
    write(schemaId);
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  int capacity() {
    return bytes.length;
  }

  private void ensure(int more) {
    int needed = Math.addExact(size, more);
    if (needed > bytes.length) {
      bytes =
          Arrays.copyOf(
              bytes, Math.max(needed, (int) Math.min(bytes.length * 2L, Integer.MAX_VALUE - 8)));
    }
  }
}
