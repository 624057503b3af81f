package dev.puente.ingest.connection;

import org.jspecify.annotations.Nullable;

/** A connection of the listener. */
interface Guest {
  /** The address that it counts for; null: it is not counted. */
  @Nullable String address();

  /** Its request is done, with all of its body: nothing is waited for. */
  void rest();
}
