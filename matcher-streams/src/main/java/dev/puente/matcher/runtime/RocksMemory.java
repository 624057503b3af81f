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

  /** Of three parts. */
  private static final int WRITE_PARTS = 2;

  /**
   * For so many stores the write buffers fit into their share. Beyond it RocksDB flushes whichever
   * store is written to, however little it holds, and never the idle ones that fill the share:
   * every write then waits for a flush.
   */
  private static final int STORES = 384;

  private static final long SMALLEST_BUFFER = 64L * 1024;
  private static final long LARGEST_BUFFER = 16L * 1024 * 1024;

  private final Cache cache;
  private final WriteBufferManager writeBuffers;
  private final long writeBufferBytes;

  /** A budget of that many bytes; two thirds of it may be write buffers. */
  public RocksMemory(long bytes) {
    RocksDB.loadLibrary();
    cache = new LRUCache(bytes, SHARD_BITS, STRICT, INDEX_SHARE);
    long share = bytes * WRITE_PARTS / 3;
    writeBuffers = new WriteBufferManager(share, cache);
    writeBufferBytes = Math.clamp(share / STORES, SMALLEST_BUFFER, LARGEST_BUFFER);
  }

  Cache cache() {
    return cache;
  }

  WriteBufferManager writeBuffers() {
    return writeBuffers;
  }

  /** When a store writes its newest entries to disk. */
  long writeBufferBytes() {
    return writeBufferBytes;
  }

  @Override
  public void close() {
    writeBuffers.close();
    cache.close();
  }
}
