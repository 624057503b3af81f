package dev.puente.matcher.query;

import org.apache.kafka.streams.KeyQueryMetadata;
import org.jspecify.annotations.Nullable;

/** The stores of an application, here and on other instances. */
interface HeldStores {
  /** Whether the application runs; its stores may be moving even so. */
  boolean running();

  /** Which instance holds a key, in which partition; null or not available: not to be told now. */
  @Nullable KeyQueryMetadata place(String store, String key);

  /** The stores of one partition on this instance. */
  StoreReader partition(int partition);
}
