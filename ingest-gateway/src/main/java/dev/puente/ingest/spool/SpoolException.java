package dev.puente.ingest.spool;

/** A record that the spool did not take. */
final class SpoolException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Why; the metric's tag. */
  enum Reason {
    /** The space that the settings or the disk allow is used up. */
    FULL,
    /** More records wait for the disk than memory is set aside for, or for too long. */
    BUSY,
    /** The disk refused. */
    DISK,
    /** The spool is closed: the process stops. */
    CLOSED
  }

  private final Reason reason;

  SpoolException(Reason reason) {
    super(reason.name());
    this.reason = reason;
  }

  SpoolException(Reason reason, Throwable cause) {
    super(reason.name(), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
