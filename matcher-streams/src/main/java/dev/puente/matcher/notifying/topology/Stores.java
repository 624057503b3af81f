package dev.puente.matcher.notifying.topology;

import dev.puente.matcher.notifying.codec.LedgerRows;
import dev.puente.matcher.notifying.codec.MailboxRows;
import dev.puente.matcher.notifying.codec.RouterRows;
import dev.puente.matcher.notifying.processor.StoreNames;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.StoreBuilder;

/** The stores by the processor that owns them. All are logged; none is cached. */
final class Stores {
  private Stores() {}

  static Set<StoreBuilder<?>> ofRouter() {
    return inOrder(
        store(StoreNames.ADDRESSES, Serdes.String(), RouterRows.known()),
        store(StoreNames.PENDING, Serdes.Bytes(), RouterRows.pending()));
  }

  static Set<StoreBuilder<?>> ofLedger() {
    return inOrder(
        store(StoreNames.LEDGER, Serdes.String(), LedgerRows.serde()),
        store(StoreNames.LEDGER_INDEX, Serdes.Bytes(), Serdes.ByteArray()));
  }

  static Set<StoreBuilder<?>> ofMailbox() {
    return inOrder(
        store(StoreNames.HEAD, Serdes.String(), MailboxRows.heads()),
        store(StoreNames.BOX, Serdes.Bytes(), MailboxRows.entries()),
        store(StoreNames.SYNC, Serdes.Bytes(), MailboxRows.slots()),
        store(StoreNames.DUE, Serdes.Bytes(), Serdes.ByteArray()));
  }

  /** Sets of the library have another order in each process, and so would the description. */
  private static Set<StoreBuilder<?>> inOrder(StoreBuilder<?>... stores) {
    return new LinkedHashSet<>(List.of(stores));
  }

  private static <K, V> StoreBuilder<?> store(String name, Serde<K> key, Serde<V> value) {
    return org.apache.kafka.streams.state.Stores.keyValueStoreBuilder(
        org.apache.kafka.streams.state.Stores.persistentKeyValueStore(name), key, value);
  }
}
