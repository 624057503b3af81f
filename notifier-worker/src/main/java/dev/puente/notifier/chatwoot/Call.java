package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.Effect;
import org.jspecify.annotations.Nullable;

/**
 * One request, before it is known where to.
 *
 * @param operation name for metrics
 * @param path below {@code /api/v1/accounts/{id}}, query included
 * @param body JSON, null for none
 */
record Call(String operation, String method, String path, Effect effect, byte @Nullable [] body) {
  static Call get(String operation, String path) {
    return new Call(operation, "GET", path, Effect.READ, null);
  }
}
