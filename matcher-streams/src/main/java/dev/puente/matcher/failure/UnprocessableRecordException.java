package dev.puente.matcher.failure;

/**
 * A record that can be read and yet can never be processed. It becomes a dead letter with this
 * reason.
 */
public final class UnprocessableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String reasonClass;

  /**
   * A record that is given up.
   *
   * @param reasonClass machine-readable, capitals, without personal data
   */
  public UnprocessableRecordException(String reasonClass) {
    super(reasonClass);
    this.reasonClass = reasonClass;
  }

  /** Machine-readable reason. */
  public String reasonClass() {
    return reasonClass;
  }
}
