package dev.puente.matcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Options;

class SharedRocksMemoryTest {
  private static final long DEFAULT_BUDGET = 96L * 1024 * 1024;
  private static final int STORES_OF_TWELVE_PARTITIONS = 400;

  @Test
  void shouldLeaveMostOfTheBudgetToWhatStoresHold() {
    // given
    try (RocksMemory memory = new RocksMemory(DEFAULT_BUDGET);
        Options options = new Options()) {
      options.setTableFormatConfig(new BlockBasedTableConfig());

      // when
      new SharedRocksMemory().setConfig("any", options, Map.of(RocksMemory.CONFIG, memory));

      // then
      assertThat(options.arenaBlockSize() * STORES_OF_TWELVE_PARTITIONS)
          .as("what stores take before they hold anything, beside a third of the budget")
          .isLessThan(DEFAULT_BUDGET / 3 / 2);
    }
  }
}
