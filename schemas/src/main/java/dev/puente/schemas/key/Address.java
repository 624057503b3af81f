package dev.puente.schemas.key;

/**
 * Where a recipient is reached, and so the owner of a mailbox: {@code phone/<key>}, else {@code
 * identifier/<ours>}, else {@code contact/<id>}. All names of one phone share one address.
 */
public final class Address {
  private Address() {}

  /** The address of a phone key. */
  public static String ofPhone(String phoneKey) {
    return "phone/" + phoneKey;
  }

  /** The address of an identifier that Puente made. */
  public static String ofIdentifier(String identifier) {
    return "identifier/" + identifier;
  }

  /** The address of a contact that has neither. */
  public static String ofContact(long contactId) {
    return "contact/" + contactId;
  }
}
