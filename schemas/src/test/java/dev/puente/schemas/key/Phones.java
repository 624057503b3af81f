package dev.puente.schemas.key;

import dev.puente.schemas.key.PhoneResult.Key;
import dev.puente.schemas.key.PhoneResult.NoKey;

/** Short notation of the phone tests: outcomes as text, sources as in the column of a CSV file. */
final class Phones {
  private final PhoneKeys keys = new PhoneKeys(64);

  /** The key, or the name of the reason. */
  String of(String raw, String region) {
    return outcome(keys.key(raw, source(region)));
  }

  /** Whether there is a key. */
  boolean has(String raw, String region) {
    return keys.key(raw, source(region)) instanceof Key;
  }

  static String outcome(PhoneResult result) {
    return switch (result) {
      case Key key -> key.value();
      case NoKey noKey -> noKey.reason().name();
    };
  }

  static PhoneSource source(String column) {
    return switch (column) {
      case null -> PhoneSource.none();
      case "" -> PhoneSource.none();
      case "-" -> PhoneSource.none();
      case "CHANNEL" -> PhoneSource.channel();
      default -> PhoneSource.region(column);
    };
  }
}
