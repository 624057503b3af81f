package dev.puente.schemas.key;

/**
 * Why a text has no phone key. The reason is for people and statistics; the contract is whether
 * there is a key, and which.
 */
public enum PhoneReason {
  /** Nothing is left after cleaning. */
  EMPTY,
  /** An identifier of another kind: LID, group, business-scoped user id, mail address. */
  NOT_A_PHONE_ID,
  /** Recognisably other data: a date, an identity or tax number, scientific notation. */
  NOT_PHONE_DATA,
  /** No digits, forbidden characters, a web address, a truncated or overlong text. */
  NOT_A_NUMBER,
  /** Letters or masks in the number or touching it. */
  LETTERS,
  /** A number with an extension: a switchboard is shared by many people. */
  HAS_EXTENSION,
  /** The field holds more than one number. */
  MULTIPLE_NUMBERS,
  /** Neither a known default region nor the international form. */
  NO_COUNTRY,
  /** The international form has no known calling code. */
  BAD_COUNTRY_CODE,
  /** Fewer digits than any number of that country. */
  TOO_SHORT,
  /** More digits than any number of that country. */
  TOO_LONG,
  /** Can be dialled from the same area only. */
  LOCAL_ONLY,
  /** The right length, in a range that the library does not know. */
  UNKNOWN_RANGE,
  /** Two readings, or one that is as likely a typing error. */
  AMBIGUOUS,
  /** Toll-free, premium, shared cost, company access number, voicemail, pager. */
  SHARED_SERVICE,
  /** The last seven digits are equal. */
  PLACEHOLDER
}
