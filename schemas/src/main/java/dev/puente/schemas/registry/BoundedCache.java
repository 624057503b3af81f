package dev.puente.schemas.registry;

import java.util.Iterator;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A map that forgets an arbitrary entry rather than grow beyond its limit; reads take no lock. */
public final class BoundedCache<K, V> {
  private final ConcurrentHashMap<K, V> entries = new ConcurrentHashMap<>();
  private final int limit;

  /**
   * A cache for at most (nearly: concurrent writers may exceed it by one each) {@code limit}
   * entries.
   */
  public BoundedCache(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be at least 1, was " + limit);
    }
    this.limit = limit;
  }

  /** The value, or null when it is not kept. */
  public @Nullable V get(K key) {
    return entries.get(key);
  }

  /** Keeps a value. */
  public void put(K key, V value) {
    if (entries.size() >= limit) {
      Iterator<K> oldest = entries.keySet().iterator();
      if (oldest.hasNext()) {
        entries.remove(oldest.next());
      }
    }
    entries.put(key, value);
  }

  /** Forgets a value. */
  public void remove(K key) {
    entries.remove(key);
  }

  /** How many values are kept now. */
  public int size() {
    return entries.size();
  }
}
