package dev.puente.matcher.notifying.processor;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.Target;
import org.jspecify.annotations.Nullable;

/** A record of {@code notification-requests}, judged. */
sealed interface ReadRequest {
  /** Nobody can be told about it. */
  record Unusable(String reasonClass) implements ReadRequest {}

  /** It can never be carried out, and its owner is told. */
  record Refused(String tenant, String id, LedgerEvent.Refuse event) implements ReadRequest {}

  /** A request; {@code own} is the target that a phone itself is. */
  record Wanted(String tenant, String id, LedgerEvent.Accept event, @Nullable Target own)
      implements ReadRequest {}

  /** A cancel, new times or a redrive. */
  record Changed(String tenant, String id, LedgerEvent event) implements ReadRequest {}
}
