package dev.puente.matcher.runtime;

import org.rocksdb.Cache;
import org.rocksdb.LRUCache;
import org.rocksdb.RocksDB;
import org.rocksdb.WriteBufferManager;

/**
 * One budget of native memory for all stores of this process: without it each store brings its own
 * 50 MB cache and 48 MB of write buffers.
 */
public final class RocksMemory implements AutoCloseable {
  /** Key of this object in the configuration of a Streams application. */
  public static final String CONFIG = "puente.rocksdb-memory";

  private static final int SHARD_BITS = -1;
  private static final boolean STRICT = false;
  private static final double INDEX_SHARE = 0.1;
  private static final int WRITE_SHARE = 3;

  private final Cache cache;
  private final WriteBufferManager writeBuffers;

  /** A budget of that many bytes; a third of it for write buffers. */
  public RocksMemory(long bytes) {
    RocksDB.loadLibrary();
    cache = new LRUCache(bytes, SHARD_BITS, STRICT, INDEX_SHARE);
    writeBuffers = new WriteBufferManager(bytes / WRITE_SHARE, cache);
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }

  @Override
  public void close() {
    writeBuffers.close();
    cache.close();
  }
}
