package dev.puente.schemas.serde;

import dev.puente.schemas.registry.SchemaRegistryException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * The registry could not be asked, or refused the credentials: the record is not at fault and must
 * not become a dead letter. Handlers that sort out unreadable records test for this class first.
 */
public final class RegistryUnavailableException extends SerializationException {
  private static final long serialVersionUID = 1L;

  RegistryUnavailableException(String message, SchemaRegistryException cause) {
    super(message, cause);
  }

  /**
   * What a serializer or deserializer throws for a failed call: this class, or the plain one when
   * the record is at fault.
   */
  static SerializationException translate(String what, SchemaRegistryException e) {
    boolean environment = e.isUnavailable() || e.status() == 401 || e.status() == 403;
    String message = what + ": " + e.getMessage();
    return environment
        ? new RegistryUnavailableException(message, e)
        : new SerializationException(message, e);
  }
}
