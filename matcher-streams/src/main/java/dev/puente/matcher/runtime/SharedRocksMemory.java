package dev.puente.matcher.runtime;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

/** Lets each store draw on the {@link RocksMemory} found in the configuration. */
public final class SharedRocksMemory implements RocksDBConfigSetter {
  private static final int WRITE_BUFFERS = 3;

  /** RocksDB reserves 4 MB for each store otherwise, and there are about a hundred small ones. */
  private static final long MANIFEST_BYTES = 64L * 1024;

  /**
   * RocksDB takes an eighth of the write buffer at once otherwise: a hundred stores then fill the
   * common budget with nothing in them, and every write starts a flush.
   */
  private static final long ARENA_BLOCK_BYTES = 32L * 1024;

  @Override
  public void setConfig(String storeName, Options options, Map<String, Object> configs) {
    if (configs.get(RocksMemory.CONFIG) instanceof RocksMemory memory
        && options.tableFormatConfig() instanceof BlockBasedTableConfig table) {
      table.setBlockCache(memory.cache());
      table.setCacheIndexAndFilterBlocks(true);
      table.setPinTopLevelIndexAndFilter(true);
      options.setTableFormatConfig(table);
      options.setWriteBufferManager(memory.writeBuffers());
      options.setWriteBufferSize(memory.writeBufferBytes());
      options.setMaxWriteBufferNumber(WRITE_BUFFERS);
      options.setArenaBlockSize(ARENA_BLOCK_BYTES);
      options.setManifestPreallocationSize(MANIFEST_BYTES);
    }
  }

  @Override
  public void close(String storeName, Options options) {
    // The memory is shared and closed by its owner.
  }
}
