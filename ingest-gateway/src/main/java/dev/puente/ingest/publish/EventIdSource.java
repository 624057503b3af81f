package dev.puente.ingest.publish;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Random ids of records that no content identifies. */
public final class EventIdSource {
  private final RandomGenerator random;

  /** Draws from this source, which must be safe for several threads. */
  public EventIdSource(RandomGenerator random) {
    this.random = random;
  }

  /** 128 random bits in hex. */
  public String next() {
    return hex(16);
  }

  /** Random bytes in hex. */
  public String hex(int bytes) {
    byte[] id = new byte[bytes];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
