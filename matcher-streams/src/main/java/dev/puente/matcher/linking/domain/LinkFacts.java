package dev.puente.matcher.linking.domain;

/**
 * What a decision rests on, as far as it is told to people.
 *
 * @param source which value of the contact gave the key
 * @param reason why there is no key, empty with one
 * @param conflicting whether the phone number gives another key than the channel id
 * @param remark what else is known of the owners
 */
public record LinkFacts(
    ContactMatch.Source source, String reason, boolean conflicting, Remark remark) {
  /** Nothing is known of the contact's phone. */
  public static final LinkFacts NONE =
      new LinkFacts(ContactMatch.Source.NONE, "", false, Remark.NONE);

  /** What else is known of the owners of a phone. */
  public enum Remark {
    /** Nothing. */
    NONE,
    /** The owner was made of a contact. */
    MADE_OF_CONTACT,
    /** A client that was made of a contact gives way to the owners. */
    OTHER_YIELDS,
    /** Nobody owns it, but an inactive client has it. */
    INACTIVE_OWNER,
    /** Nobody owns it any more. */
    KNOWN_BEFORE
  }
}
