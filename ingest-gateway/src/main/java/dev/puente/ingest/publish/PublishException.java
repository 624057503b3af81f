package dev.puente.ingest.publish;

/** A record that was not kept. Carries no data of the record. */
public final class PublishException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** As many records are under way as are allowed. */
    SATURATED,
    /** Kafka or the registry can not be reached, or did not acknowledge in time. */
    UNREACHABLE,
    /** The record is larger than the topic takes. */
    TOO_LARGE,
    /** The record can not be written at all: a defect. */
    DEFECT
  }

  private final Reason reason;

  /** With the technical cause, for the log. */
  public PublishException(Reason reason, Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
  }

  /** Without cause. */
  public PublishException(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
