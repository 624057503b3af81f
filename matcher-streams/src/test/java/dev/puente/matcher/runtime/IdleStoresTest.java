package dev.puente.matcher.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.HistogramType;
import org.rocksdb.Options;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.Statistics;
import org.rocksdb.WriteOptions;

class IdleStoresTest {
  private static final long BUDGET = 12L * 1024 * 1024;
  private static final int STORES = 64;
  private static final int ENTRIES = 1_000;
  private static final int BETWEEN_FLUSHES = 50;

  @TempDir Path folder;
  private final List<AutoCloseable> open = new ArrayList<>();
  private RocksMemory memory;
  private WriteOptions write;

  @BeforeEach
  void open() {
    memory = new RocksMemory(BUDGET);
    write = new WriteOptions().setDisableWAL(true);
  }

  @AfterEach
  void close() throws Exception {
    for (AutoCloseable each : open.reversed()) {
      each.close();
    }
    write.close();
    memory.close();
  }

  @Test
  void shouldNotFlushABusyStoreAtEveryWriteWhenIdleOnesHoldMuch() throws Exception {
    // given
    List<RocksDB> idle = new ArrayList<>();
    for (int i = 0; i < STORES; i++) {
      idle.add(store("idle-" + i));
    }
    for (RocksDB each : idle) {
      fill(each, BUDGET / STORES);
    }
    Statistics statistics = new Statistics();
    open.add(statistics);
    RocksDB busy = store("busy", options -> options.setStatistics(statistics));

    // when
    for (int i = 0; i < ENTRIES; i++) {
      busy.put(write, ("key-" + i).getBytes(UTF_8), new byte[20]);
      if (i % BETWEEN_FLUSHES == 0) {
        awaitFlush(busy);
      }
    }

    // then
    assertThat(statistics.getHistogramData(HistogramType.FLUSH_TIME).getCount()).isLessThan(5);
  }

  /** RocksDB starts no other flush of a store while one is under way. */
  private static void awaitFlush(RocksDB store) {
    await()
        .atMost(Duration.ofSeconds(30))
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                store.getProperty("rocksdb.mem-table-flush-pending").equals("0")
                    && store.getProperty("rocksdb.num-running-flushes").equals("0"));
  }

  private void fill(RocksDB store, long bytes) throws RocksDBException {
    for (int i = 0; i < bytes / 1024; i++) {
      store.put(write, ("key-" + i).getBytes(UTF_8), new byte[1000]);
    }
  }

  private RocksDB store(String name) throws RocksDBException {
    return store(name, options -> {});
  }

  private RocksDB store(String name, Consumer<Options> more) throws RocksDBException {
    Options options = new Options().setCreateIfMissing(true);
    more.accept(options);
    options.setTableFormatConfig(new BlockBasedTableConfig());
    new SharedRocksMemory().setConfig(name, options, Map.of(RocksMemory.CONFIG, memory));
    RocksDB store = RocksDB.open(options, folder.resolve(name).toString());
    open.add(options);
    open.add(store);
    return store;
  }
}
