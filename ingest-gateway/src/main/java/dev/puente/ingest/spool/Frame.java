package dev.puente.ingest.spool;

import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * One record as it lies in a segment: {@code int length, int crc32c, long sequence, long atMillis,
 * payload}, big-endian. The checksum covers everything but itself.
 *
 * @param sequence grows from frame to frame, with gaps
 * @param atMillis when it was spooled, epoch milliseconds
 */
record Frame(long sequence, long atMillis, byte[] payload) {
  static final int HEADER_BYTES = 4 + 4 + 8 + 8;

  /** Largest payload: above the largest record of the catalogue. */
  static final int PAYLOAD_LIMIT = 16 * 1024 * 1024;

  int size() {
    return HEADER_BYTES + payload.length;
  }

  ByteBuffer encoded() {
    ByteBuffer buffer = ByteBuffer.allocate(size());
    buffer.putInt(payload.length).putInt(checksum());
    return buffer.putLong(sequence).putLong(atMillis).put(payload).flip();
  }

  int checksum() {
    ByteBuffer head = ByteBuffer.allocate(4 + 8 + 8);
    head.putInt(payload.length).putLong(sequence).putLong(atMillis).flip();
    CRC32C crc = new CRC32C();
    crc.update(head);
    crc.update(payload);
    return (int) crc.getValue();
  }

  /** Payloads hold personal data. */
  @Override
  public String toString() {
    return "Frame[" + sequence + ", " + payload.length + " bytes]";
  }
}
