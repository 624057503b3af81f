package dev.puente.ingest.problem;

import java.util.Locale;

/** Kinds of refusals, each with its HTTP status. Titles and details are in the catalogue. */
public enum ProblemCode {
  BAD_REQUEST(400),
  NOT_JSON(400),
  NO_EVENT(400),
  UNAUTHENTICATED(401),
  BAD_SIGNATURE(401),
  FORBIDDEN(403),
  ORIGIN_NOT_ALLOWED(403),
  NOT_FOUND(404),
  UNKNOWN_TENANT(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  TOO_SLOW(408),
  ID_CONFLICT(409),
  ALREADY_FINAL(409),
  TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  INVALID(422),
  RATE_LIMITED(429),
  INTERNAL(500),
  UNAVAILABLE(503);

  private final int status;

  ProblemCode(int status) {
    this.status = status;
  }

  /** HTTP status. */
  public int status() {
    return status;
  }

  /** The code as it stands in documents, for example {@code not_json}. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
