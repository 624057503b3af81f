package dev.puente.schemas.registry;

import org.jspecify.annotations.Nullable;

/**
 * The registry refused a call, or could not be asked. The message names subjects, ids and
 * addresses, never credentials.
 *
 * <p>Codes: Confluent Schema Registry API reference, section "Errors".
 */
public final class SchemaRegistryException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Subject not found. */
  public static final int SUBJECT_NOT_FOUND = 40401;

  /** Version not found. */
  public static final int VERSION_NOT_FOUND = 40402;

  /** Schema not found. */
  public static final int SCHEMA_NOT_FOUND = 40403;

  /** The subject has no compatibility rule of its own. */
  public static final int SUBJECT_RULE_NOT_FOUND = 40408;

  /** The schema is incompatible with an earlier version. */
  public static final int INCOMPATIBLE = 409;

  /** Not a valid Avro schema. */
  public static final int INVALID_SCHEMA = 42201;

  /** Not a version number. */
  public static final int INVALID_VERSION = 42202;

  /** Not a compatibility level. */
  public static final int INVALID_COMPATIBILITY = 42203;

  /** The registry could not store the schema. */
  public static final int STORE_FAILED = 50001;

  private final int status;
  private final int errorCode;

  /**
   * @param status HTTP status, or 0 when no answer arrived
   * @param errorCode the registry's {@code error_code}; the status where the answer had none
   */
  public SchemaRegistryException(int status, int errorCode, String message) {
    this(status, errorCode, message, null);
  }

  /** As the shorter constructor, with the cause. */
  public SchemaRegistryException(
      int status, int errorCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.status = status;
    this.errorCode = errorCode;
  }

  /** No answer arrived within the limits. */
  static SchemaRegistryException unreachable(String message, @Nullable Throwable cause) {
    return new SchemaRegistryException(0, 0, message, cause);
  }

  /** HTTP status of the answer, 0 when there was none. */
  public int status() {
    return status;
  }

  /** The registry's {@code error_code}, see the constants of this class. */
  public int errorCode() {
    return errorCode;
  }

  /** True when asking again later can succeed: no answer, 408, 429 or a server error. */
  public boolean isUnavailable() {
    return status == 0 || status == 408 || status == 429 || status >= 500;
  }

  /** True when the registry answered that the subject, version or schema does not exist. */
  public boolean isNotFound() {
    return status == 404;
  }
}
