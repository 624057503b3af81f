package dev.puente.matcher.failure;

import dev.puente.schemas.serde.RegistryUnavailableException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/** Tells a bad record (dead letter, go on) from a broken environment (stop, keep the record). */
final class FailureClass {
  private static final int MAX_DEPTH = 16;

  private FailureClass() {}

  /**
   * Whether the failure says nothing about the record: a store, the broker or the registry is in
   * trouble. Giving such a record up would lose it.
   */
  static boolean isEnvironment(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < MAX_DEPTH; depth++) {
      if (cause instanceof Error
          || cause instanceof RetriableException
          || cause instanceof RegistryUnavailableException) {
        return true;
      }
      if (cause instanceof KafkaException && !(cause instanceof SerializationException)) {
        return true;
      }
      cause = cause.getCause();
    }
    return false;
  }

  /** Machine-readable reason of a dead letter. */
  static String reasonOf(Throwable failure, String fallback) {
    return failure instanceof UnprocessableRecordException known ? known.reasonClass() : fallback;
  }
}
