package dev.puente.matcher.linking;

import dev.puente.event.v1.ClientPhone;
import dev.puente.matcher.state.LinkingPhoneOwners;
import org.jspecify.annotations.Nullable;

/** What follows from a change of a phone's owners; null values are tombstones. */
sealed interface OwnersOutput {
  /** The record. */
  record Published(@Nullable ClientPhone phone) implements OwnersOutput {}

  /** The owners for the join. */
  record Joinable(@Nullable LinkingPhoneOwners owners) implements OwnersOutput {}
}
