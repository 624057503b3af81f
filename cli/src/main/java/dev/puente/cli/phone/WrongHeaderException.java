package dev.puente.cli.phone;

/** The first line of a file is not the header. */
final class WrongHeaderException extends UnreadableCsvException {
  private static final long serialVersionUID = 1L;

  WrongHeaderException(String message) {
    super(message);
  }
}
