package dev.puente.ingest.problem;

import java.util.Locale;

/** What can be wrong with one field. Messages are in the catalogue. */
public enum FieldCode {
  REQUIRED,
  UNKNOWN_FIELD,
  UNKNOWN_FIELD_NEAREST,
  NOT_TEXT,
  NOT_A_NUMBER,
  NOT_A_FLAG,
  NOT_A_LIST,
  NOT_AN_OBJECT,
  NOT_A_SCALAR,
  TOO_LONG,
  TOO_MANY,
  TOO_BIG,
  OUT_OF_RANGE,
  BINARY,
  FORMAT,
  NOT_A_TIME,
  NOT_A_DATE,
  NOT_AN_EMAIL,
  NOT_A_ZONE,
  NOT_A_LOCALE,
  NOT_A_COUNTRY,
  NOT_ONE_OF,
  EXACTLY_ONE,
  ONE_NEEDED,
  NOT_BOTH,
  NO_PHONE_KEY,
  UNKNOWN_INBOX,
  INBOX_UNDECIDED,
  MUST_BE_TRUE,
  MUST_BE_LATER,
  IN_THE_PAST,
  MISMATCH,
  UNKNOWN_TENANT,
  TENANT_UNDECIDED,
  NOT_JSON,
  NOT_UTF8,
  LINE_TOO_LONG,
  UNCLOSED_QUOTE,
  WRONG_COLUMNS,
  DUPLICATE_COLUMN,
  ID_CONFLICT,
  UNAVAILABLE,
  /** Not a problem of its own: how many more there are. */
  MORE;

  /** The code as it stands in documents. */
  public String wire() {
    return this == UNKNOWN_FIELD_NEAREST ? UNKNOWN_FIELD.wire() : name().toLowerCase(Locale.ROOT);
  }
}
