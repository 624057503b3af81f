package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/** Whether, and as whom, a contact that nobody owns becomes a client. */
public final class Newcomers {
  private static final int MOST_DIGITS_OF_A_NAME = 4;
  private static final int LONGEST_NAME = 100;
  private static final int HASH_LENGTH = 8;

  private Newcomers() {}

  /** What becomes of the wish for a client. */
  public enum Answer {
    /** A client is made. */
    MAKE,
    /** Somebody owns the phone meanwhile: the contact is linked to that client, or ambiguous. */
    OWNED,
    /** An inactive client has the phone: the business knows who it is. */
    INACTIVE,
    /** A client was made of this phone, or one that had it is gone: it is not brought back. */
    KNOWN_BEFORE
  }

  /**
   * Decides for a phone.
   *
   * @param owners active clients that have it, however they came to be
   * @param inactive inactive ones
   * @param knownBefore whether a client was made of it, or had it and does not any more
   */
  public static Answer answer(long owners, long inactive, boolean knownBefore) {
    if (owners > 0) {
      return Answer.OWNED;
    }
    if (inactive > 0) {
      return Answer.INACTIVE;
    }
    return knownBefore ? Answer.KNOWN_BEFORE : Answer.MAKE;
  }

  /**
   * The id of the client: of the contact and of the event that its phone came from. It tells
   * nothing of the phone, is the same in every repetition, and another one when the contact has
   * another phone later.
   */
  public static String clientId(long contactId, String evidenceEventId) {
    String hash = ContentHash.sha256(contactId + "/" + evidenceEventId);
    return "chatwoot-contact-" + contactId + '-' + hash.substring(0, HASH_LENGTH);
  }

  /**
   * The contact's name, when it is one. Chatwoot and providers put the phone or the e-mail address
   * there when they know no name.
   *
   * @return null when it holds a phone, an e-mail address, no letter or too much
   */
  public static @Nullable String name(@Nullable String name) {
    String text = name == null ? "" : name.replaceAll("[\\p{Cntrl}\\p{Z}]+", " ").strip();
    long digits = text.codePoints().filter(Character::isDigit).count();
    boolean letters = text.codePoints().anyMatch(Character::isLetter);
    boolean address = text.indexOf('@') >= 0;
    boolean fits = text.codePointCount(0, text.length()) <= LONGEST_NAME;
    return letters && fits && !address && digits <= MOST_DIGITS_OF_A_NAME ? text : null;
  }
}
