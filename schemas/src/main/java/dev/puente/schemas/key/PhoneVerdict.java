package dev.puente.schemas.key;

import dev.puente.schemas.key.PhoneVerdict.Accepted;
import dev.puente.schemas.key.PhoneVerdict.Refused;
import java.util.Set;

/** What one reading of a text says, before the readings are compared. */
sealed interface PhoneVerdict permits Accepted, Refused {
  /** Reasons of readings that are real numbers, but not to be linked. */
  Set<PhoneReason> REAL_NUMBERS =
      Set.of(PhoneReason.AMBIGUOUS, PhoneReason.SHARED_SERVICE, PhoneReason.PLACEHOLDER);

  /**
   * A subscriber's number.
   *
   * @param key the match key
   * @param typed the E.164 form as it was typed: in Argentina with the 9 when a mobile mark was
   *     seen
   */
  record Accepted(String key, String typed) implements PhoneVerdict {}

  /** No key. */
  record Refused(PhoneReason reason) implements PhoneVerdict {}

  /** Short for {@code new Refused(reason)}. */
  static PhoneVerdict no(PhoneReason reason) {
    return new Refused(reason);
  }

  /** Whether this reading leads to a real number, so that a competing reading is in doubt. */
  default boolean plausible() {
    return switch (this) {
      case Accepted ignored -> true;
      case Refused refused -> REAL_NUMBERS.contains(refused.reason());
    };
  }

  /**
   * Two readings of equal rank: equal keys or the only one count; two different real numbers are
   * ambiguous.
   */
  static PhoneVerdict either(PhoneVerdict first, PhoneVerdict second) {
    if (!second.plausible()) {
      return first;
    }
    if (!first.plausible()) {
      return second;
    }
    return sameOutcome(first, second) ? first : no(PhoneReason.AMBIGUOUS);
  }

  /** Whether both have the same key, or both none for the same reason. */
  static boolean sameOutcome(PhoneVerdict first, PhoneVerdict second) {
    if (first instanceof Accepted one && second instanceof Accepted other) {
      return one.key().equals(other.key());
    }
    return first.equals(second);
  }
}
