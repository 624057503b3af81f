package dev.puente.schemas.key;

/** The outcome of {@link PhoneKeys#key}: a key, or the reason why there is none. */
public sealed interface PhoneResult {

  /**
   * A match key.
   *
   * @param value {@code +} and digits, for equality only: not always dialable and not always the
   *     WhatsApp address
   */
  record Key(String value) implements PhoneResult {
    /** Masked: results may end up in messages of assertions and exceptions. */
    @Override
    public String toString() {
      return "Key[masked]";
    }
  }

  /**
   * No key.
   *
   * @param reason why
   */
  record NoKey(PhoneReason reason) implements PhoneResult {}
}
