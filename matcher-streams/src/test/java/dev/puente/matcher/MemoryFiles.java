package dev.puente.matcher;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.Env;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksMemEnv;

/**
 * Files of RocksDB that are kept in memory: a test driver opens more than thirty stores, and most
 * of its time went to waiting for the disk.
 */
final class MemoryFiles implements AutoCloseable {
  /** Key of this object in the configuration of a test driver. */
  static final String CONFIG = "puente.test.rocksdb-files";

  private static final long MANIFEST_BYTES = 64L * 1024;

  static {
    RocksDB.loadLibrary();
  }

  private final Env env = new RocksMemEnv(Env.getDefault());

  @Override
  public void close() {
    env.close();
  }

  /** Gives the files to each store. */
  public static final class Setter implements RocksDBConfigSetter {
    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
      if (configs.get(CONFIG) instanceof MemoryFiles files) {
        options.setEnv(files.env);
        options.setManifestPreallocationSize(MANIFEST_BYTES);
      }
    }

    @Override
    public void close(String storeName, Options options) {
      // The files belong to the driver.
    }
  }
}
