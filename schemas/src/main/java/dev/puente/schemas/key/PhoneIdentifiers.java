package dev.puente.schemas.key;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * T2: identifiers of messaging systems and web addresses. Many of them are digits too and look like
 * a number, so they are recognised before anything else.
 *
 * <p>Sources: business-scoped user ids in Meta's WhatsApp Business Platform documentation; LIDs in
 * github.com/WhiskeySockets/Baileys issues 2043 and 2124.
 */
final class PhoneIdentifiers {
  /** What a cleaned text is. */
  sealed interface Kind {}

  /** Ordinary text. */
  record Plain() implements Kind {}

  /** A WhatsApp id or link that holds the digits of a channel id. */
  record ChannelDigits(String digits) implements Kind {}

  /** Something else than a phone number. */
  record Other(PhoneReason reason) implements Kind {}

  private static final Kind PLAIN = new Plain();
  private static final Kind OTHER_ID = new Other(PhoneReason.NOT_A_PHONE_ID);
  private static final Kind WEB = new Other(PhoneReason.NOT_A_NUMBER);

  private static final Pattern BUSINESS_SCOPED =
      Pattern.compile("(?:[Ww]hats[Aa]pp:)?[A-Z]{2}\\.(?:ENT\\.)?[A-Za-z0-9]{6,128}");
  private static final Pattern WHATSAPP_ID =
      Pattern.compile(
          "(\\d{7,15})(?:[._]\\d{1,5})?(?::\\d{1,5})?@(?:s\\.whatsapp\\.net|c\\.us)",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern WA_ME =
      Pattern.compile(
          "(?:https?://)?(?:www\\.)?wa\\.me/(?:\\+|%2B)?(\\d++)/?(?:[?#].*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern SEND =
      Pattern.compile(
          "(?:(?:https?://)?(?:api|web|www)\\.whatsapp\\.com|whatsapp:/)/send/?\\?([^#]*)(?:#.*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern PHONE_PARAMETER = Pattern.compile("(?:\\+|%2B)?(\\d++)");

  private PhoneIdentifiers() {}

  static Kind of(String text, PhoneSource source) {
    if (isBusinessScoped(text, source)) {
      return OTHER_ID;
    }
    if (text.indexOf('@') >= 0 || text.indexOf('\uFF20') >= 0) {
      Matcher id = WHATSAPP_ID.matcher(text);
      return id.matches() ? new ChannelDigits(id.group(1)) : OTHER_ID;
    }
    return webAddress(text);
  }

  /** Typed text needs the capitals; nothing but an id may follow two letters in a channel id. */
  private static boolean isBusinessScoped(String text, PhoneSource source) {
    String candidate =
        source instanceof PhoneSource.ChannelId
            ? text.toUpperCase(Locale.ROOT).replaceFirst("^WHATSAPP:", "")
            : text;
    return BUSINESS_SCOPED.matcher(candidate).matches();
  }

  private static Kind webAddress(String text) {
    Matcher link = WA_ME.matcher(text);
    if (link.matches()) {
      return new ChannelDigits(link.group(1));
    }
    Matcher send = SEND.matcher(text);
    if (send.matches()) {
      return phoneParameter(send.group(1));
    }
    String lower = text.toLowerCase(Locale.ROOT);
    boolean web =
        lower.contains("://")
            || lower.contains("www.")
            || lower.contains(";phone-context")
            || lower.contains("wa.me/")
            || lower.contains("whatsapp.com");
    return web ? WEB : PLAIN;
  }

  private static Kind phoneParameter(String query) {
    Kind found = WEB;
    for (String parameter : query.split("&", -1)) {
      int equals = parameter.indexOf('=');
      if (equals < 0 || !parameter.substring(0, equals).equalsIgnoreCase("phone")) {
        continue;
      }
      Matcher value = PHONE_PARAMETER.matcher(parameter.substring(equals + 1));
      if (found != WEB || !value.matches()) {
        return WEB;
      }
      found = new ChannelDigits(value.group(1));
    }
    return found;
  }
}
