package dev.puente.ingest.subscription;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key, for at most {@value #MAX_KEYS} keys: the one that was not used for
 * longest is forgotten, which is in its favour.
 */
public final class RateLimiter {
  /** Most buckets. */
  public static final int MAX_KEYS = 50_000;

  private final int capacity;
  private final double tokensPerNano;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MAX_KEYS;
        }
      };

  private static final class Bucket {
    private double tokens;
    private long at;

    Bucket(double tokens, long at) {
      this.tokens = tokens;
      this.at = at;
    }
  }

  /**
   * @param perMinute how many a minute, and how many at once; 0: no limit
   * @param nanos a clock that never goes back
   */
  public RateLimiter(int perMinute, LongSupplier nanos) {
    this.capacity = perMinute;
    this.tokensPerNano = perMinute / 60e9;
    this.nanos = nanos;
  }

  /** Takes a token; 0 when there was one, else the seconds until there is one. */
  public synchronized long waitSeconds(String key) {
    if (capacity == 0) {
      return 0;
    }
    long now = nanos.getAsLong();
    Bucket bucket = buckets.computeIfAbsent(key, k -> new Bucket(capacity, now));
    bucket.tokens = Math.min(capacity, bucket.tokens + (now - bucket.at) * tokensPerNano);
    bucket.at = now;
    if (bucket.tokens >= 1) {
      bucket.tokens--;
      return 0;
    }
    return Math.max(1, (long) Math.ceil((1 - bucket.tokens) / tokensPerNano / 1e9));
  }
}
