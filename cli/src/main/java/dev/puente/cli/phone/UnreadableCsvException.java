package dev.puente.cli.phone;

/** A file that is no CSV, or has not the expected header. The message repeats none of its data. */
class UnreadableCsvException extends Exception {
  private static final long serialVersionUID = 1L;

  UnreadableCsvException(String message) {
    super(message);
  }
}
