package dev.puente.matcher.notifying.processor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;

/**
 * Makes store keys whose order by bytes is the wanted order: text, a zero byte, numbers big-endian.
 * Numbers are never negative.
 */
final class Keys {
  private final ByteBuffer buffer;

  private Keys(int size) {
    buffer = ByteBuffer.allocate(size);
  }

  static Bytes of(Object... parts) {
    int size = 0;
    for (Object part : parts) {
      size += sizeOf(part);
    }
    Keys key = new Keys(size);
    for (Object part : parts) {
      key.put(part);
    }
    return Bytes.wrap(key.buffer.array());
  }

  private static int sizeOf(Object part) {
    return switch (part) {
      case String text -> text.getBytes(StandardCharsets.UTF_8).length + 1;
      case Long _ -> Long.BYTES;
      case Byte _ -> 1;
      default -> throw new IllegalArgumentException("no part of a key: " + part.getClass());
    };
  }

  private void put(Object part) {
    switch (part) {
      case String text -> buffer.put(text.getBytes(StandardCharsets.UTF_8)).put((byte) 0);
      case Long number -> buffer.putLong(number);
      case Byte one -> buffer.put(one);
      default -> throw new IllegalArgumentException("no part of a key: " + part.getClass());
    }
  }

  /** The text that begins at a position and ends before the next zero byte. */
  static String text(Bytes key, int from) {
    byte[] bytes = key.get();
    int end = from;
    while (end < bytes.length && bytes[end] != 0) {
      end++;
    }
    return new String(bytes, from, end - from, StandardCharsets.UTF_8);
  }

  static long number(Bytes key, int at) {
    return ByteBuffer.wrap(key.get()).getLong(at);
  }

  static int bytesOf(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
