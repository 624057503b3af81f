package dev.puente.schemas.key;

import dev.puente.schemas.key.PhoneResult.Key;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which value of a Chatwoot contact counts. On phone-based inboxes the {@code source_id} is a
 * channel id, delivered by the provider; everywhere else it is opaque, often all digits, and never
 * a phone number. The contact's {@code phone_number} may have been typed by staff or completed by
 * Chatwoot, so it is always typed text in {@code +} form.
 */
public final class ContactPhones {
  private static final Set<String> PHONE_CHANNELS =
      Set.of("channel::whatsapp", "channel::twiliosms", "channel::sms");

  /** {@code 5491123456789}, {@code +…}, {@code whatsapp:+…}, {@code …@s.whatsapp.net}. */
  private static final Pattern PHONE_SOURCE_ID =
      Pattern.compile(
          "(?:(?:whatsapp|sms|tel|rcs):)?\\+?\\d{1,20}|\\d[\\d.:_]{1,30}@[a-z.]{1,20}",
          Pattern.CASE_INSENSITIVE);

  private final PhoneKeys keys;

  /** Uses the application's keys. */
  public ContactPhones(PhoneKeys keys) {
    this.keys = keys;
  }

  /** Which value a key came from. */
  public enum Origin {
    /** The sender id of a phone-based channel. */
    CHANNEL_ID,
    /** The contact's phone number. */
    PHONE_NUMBER
  }

  /**
   * What a contact's values say.
   *
   * @param channel the outcome for the sender id; null when the inbox is not phone-based or has
   *     none
   * @param typed the outcome for the phone number; null when there is none
   */
  public record Evidence(@Nullable PhoneResult channel, @Nullable PhoneResult typed) {

    /** The key to match by: the channel id's, else the phone number's, else null. */
    public @Nullable String matchKey() {
      String first = keyOf(channel);
      return first == null ? keyOf(typed) : first;
    }

    /** Where {@link #matchKey()} came from; null without key. */
    public @Nullable Origin origin() {
      if (keyOf(channel) != null) {
        return Origin.CHANNEL_ID;
      }
      return keyOf(typed) == null ? null : Origin.PHONE_NUMBER;
    }

    /**
     * The phone number's key when it differs from the channel id's: a remark for people, never a
     * second phone of the contact. Null when there is none.
     */
    public @Nullable String otherKey() {
      String first = keyOf(channel);
      String second = keyOf(typed);
      return first == null || first.equals(second) ? null : second;
    }

    private static @Nullable String keyOf(@Nullable PhoneResult result) {
      return result instanceof Key key ? key.value() : null;
    }
  }

  /**
   * The evidence of one contact in one inbox.
   *
   * @param channelType Chatwoot's channel type of the inbox, as {@code Channel::Whatsapp}; null
   *     when unknown, which reads as not phone-based
   * @param sourceId {@code contact_inboxes.source_id}
   * @param phoneNumber the contact's {@code phone_number}
   */
  public Evidence evidence(
      @Nullable String channelType, @Nullable String sourceId, @Nullable String phoneNumber) {
    PhoneResult channel = isPhoneBased(channelType) ? channelKey(sourceId) : null;
    PhoneResult typed =
        phoneNumber == null || phoneNumber.isBlank()
            ? null
            : keys.key(phoneNumber, PhoneSource.none());
    return new Evidence(channel, typed);
  }

  /** Whether the source ids of a channel type are phone numbers. */
  public static boolean isPhoneBased(@Nullable String channelType) {
    return channelType != null && PHONE_CHANNELS.contains(channelType.toLowerCase(Locale.ROOT));
  }

  /** A provider's id has no other characters; anything else is an id of another kind. */
  private @Nullable PhoneResult channelKey(@Nullable String sourceId) {
    if (sourceId == null || sourceId.isBlank()) {
      return null;
    }
    PhoneResult result = keys.key(sourceId, PhoneSource.channel());
    return result instanceof Key && !PHONE_SOURCE_ID.matcher(sourceId.strip()).matches()
        ? new PhoneResult.NoKey(PhoneReason.NOT_A_PHONE_ID)
        : result;
  }
}
