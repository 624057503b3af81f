package dev.puente.schemas.key;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * A bounded map of verdicts by source and raw text. Each entry has {@value #WAYS} possible places;
 * a new one pushes the oldest out. Reading takes no lock and writes nothing, so threads do not slow
 * each other; a lost write only costs a second computation.
 */
final class ResultCache {
  /** Longer texts are not kept. */
  static final int LONGEST_RAW = PhoneText.MAX_LENGTH;

  private static final int WAYS = 8;

  private final AtomicReferenceArray<@Nullable Entry> entries;
  private final int mask;

  private record Entry(int hash, PhoneSource source, String raw, PhoneVerdict verdict) {
    boolean isFor(int otherHash, PhoneSource otherSource, String otherRaw) {
      return hash == otherHash && raw.equals(otherRaw) && source.equals(otherSource);
    }
  }

  /**
   * @param entries most entries, a power of two from {@value #WAYS} on
   */
  ResultCache(int entries) {
    if (entries < WAYS || Integer.bitCount(entries) != 1) {
      throw new IllegalArgumentException(
          "cache entries must be a power of two of at least " + WAYS + ", was " + entries);
    }
    this.entries = new AtomicReferenceArray<>(entries);
    this.mask = entries - WAYS;
  }

  @Nullable PhoneVerdict get(PhoneSource source, String raw) {
    int hash = hash(source, raw);
    int first = hash & mask;
    for (int way = 0; way < WAYS; way++) {
      Entry entry = entries.getAcquire(first + way);
      if (entry == null) {
        return null;
      }
      if (entry.isFor(hash, source, raw)) {
        return entry.verdict();
      }
    }
    return null;
  }

  void put(PhoneSource source, String raw, PhoneVerdict verdict) {
    if (raw.length() > LONGEST_RAW) {
      return;
    }
    int hash = hash(source, raw);
    int first = hash & mask;
    for (int way = WAYS - 1; way > 0; way--) {
      entries.setRelease(first + way, entries.getAcquire(first + way - 1));
    }
    entries.setRelease(first, new Entry(hash, source, raw, verdict));
  }

  /** Spreads the bits, because neighbouring numbers have neighbouring hash codes. */
  private static int hash(PhoneSource source, String raw) {
    int hash = (raw.hashCode() * 31 + source.hashCode()) * 0x9E3779B9;
    return hash ^ (hash >>> 15);
  }
}
