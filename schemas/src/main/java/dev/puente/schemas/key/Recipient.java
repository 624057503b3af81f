package dev.puente.schemas.key;

/**
 * A typed recipient, the {@code id} part of keys of {@code notification-requests} and {@code
 * addresses}: {@code client/17}, {@code phone/+541123456789}, {@code contact/9}, {@code
 * subscription/sub_1785146400_0a1b2c3d}. The text is everything behind the tenant's colon.
 */
public sealed interface Recipient {
  /** A client of the business system. */
  record ByClient(String clientId) implements Recipient {
    @Override
    public String text() {
      return "client/" + clientId;
    }
  }

  /** A phone key (not dialable). It is its own {@link Address}. */
  record ByPhone(String phoneKey) implements Recipient {
    @Override
    public String text() {
      return "phone/" + phoneKey;
    }
  }

  /** A Chatwoot contact. */
  record ByContact(long contactId) implements Recipient {
    @Override
    public String text() {
      return "contact/" + contactId;
    }
  }

  /** A pre-registration. */
  record BySubscription(String subscriptionId) implements Recipient {
    @Override
    public String text() {
      return "subscription/" + subscriptionId;
    }
  }

  /** The canonical text. */
  String text();

  /** The record key of this recipient. */
  default TenantKey key(String tenant) {
    return new TenantKey(tenant, text());
  }

  /**
   * Reads the canonical text.
   *
   * @throws IllegalArgumentException when it is not one; the message does not repeat the text
   */
  static Recipient parse(String text) {
    int slash = text.indexOf('/');
    String rest = text.substring(slash + 1);
    if (slash < 1 || rest.isEmpty()) {
      throw new IllegalArgumentException("not a typed recipient");
    }
    return switch (text.substring(0, slash)) {
      case "client" -> new ByClient(rest);
      case "phone" -> new ByPhone(rest);
      case "contact" -> new ByContact(contactId(rest));
      case "subscription" -> new BySubscription(rest);
      default -> throw new IllegalArgumentException("unknown kind of recipient");
    };
  }

  private static long contactId(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("a contact recipient whose id is not a number");
    }
  }
}
