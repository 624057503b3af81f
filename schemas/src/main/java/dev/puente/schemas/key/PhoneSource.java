package dev.puente.schemas.key;

import java.util.Locale;

/** Where a phone text comes from, which decides how digits without a country are read. */
public sealed interface PhoneSource {

  /**
   * Typed by people of one country.
   *
   * @param iso ISO 3166 code, in capitals; a code that the library does not know gives no key for
   *     numbers in national form
   */
  record Region(String iso) implements PhoneSource {
    /** Normalises the code to capitals. */
    public Region {
      iso = iso.strip().toUpperCase(Locale.ROOT);
    }
  }

  /** Typed, and no default region is known. */
  record None() implements PhoneSource {}

  /** The sender id of a phone-based channel (WhatsApp, SMS), delivered by the provider. */
  record ChannelId() implements PhoneSource {}

  /** The region, or {@link None} for an empty text. */
  static PhoneSource region(String isoOrEmpty) {
    return isoOrEmpty.isBlank() ? none() : new Region(isoOrEmpty);
  }

  /** No default region. */
  static PhoneSource none() {
    return new None();
  }

  /** A channel id. */
  static PhoneSource channel() {
    return new ChannelId();
  }
}
