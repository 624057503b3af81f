package dev.puente.sandbox.chatwoot.rules;

import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.rules.Problem.Violation;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of a contact in a channel (CONTRACT 3.8 and 8). */
public final class SourceIds {

  private static final Pattern WHATSAPP =
      Pattern.compile("\\d{1,15}|[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128}");
  private static final Pattern TWILIO_WHATSAPP =
      Pattern.compile("whatsapp:(\\+\\d{1,15}|[A-Z]{2}\\.(ENT\\.)?[A-Za-z0-9]{1,128})");
  private static final Pattern TWILIO_SMS = Pattern.compile("\\+\\d{1,15}");

  private SourceIds() {}

  /**
   * The address that a channel derives from the contact; random for API and website.
   *
   * @throws Problem 422 when the contact lacks what the channel needs, 500 for channels that cannot
   *     be begun
   */
  public static String derive(Tables tables, InboxRow inbox, ContactRow contact) {
    return derive(tables, inbox, contact.email(), contact.phone());
  }

  /** As above, for a contact that is not stored yet. */
  public static String derive(
      Tables tables, InboxRow inbox, @Nullable String email, @Nullable String phone) {
    return switch (inbox.channelType) {
      case "Channel::Api", "Channel::WebWidget" -> tables.uuid();
      case "Channel::Email" -> required(email, "contact email");
      case "Channel::Whatsapp" -> required(phone, "contact phone number").replace("+", "");
      case "Channel::Sms" -> required(phone, "contact phone number");
      case "Channel::TwilioSms" ->
          (inbox.reachesWhatsapp() ? "whatsapp:" : "") + required(phone, "contact phone number");
      default -> throw Problem.serverError();
    };
  }

  /**
   * Checks the form of an address.
   *
   * @throws Problem 422 when the channel cannot have such an address
   */
  public static void check(InboxRow inbox, String sourceId) {
    boolean fits =
        switch (inbox.channelType) {
          case "Channel::Whatsapp" -> WHATSAPP.matcher(sourceId).matches();
          case "Channel::TwilioSms" ->
              (inbox.reachesWhatsapp() ? TWILIO_WHATSAPP : TWILIO_SMS).matcher(sourceId).matches();
          case "Channel::Email" -> sourceId.contains("@");
          default -> true;
        };
    if (!fits) {
      throw Problem.invalid(
          List.of(
              new Violation(
                  "source_id",
                  "Source invalid source id for "
                      + inbox
                          .channelType
                          .replace("Channel::", "")
                          .toLowerCase(java.util.Locale.ROOT)
                      + " inbox")));
    }
  }

  private static String required(@Nullable String value, String what) {
    if (value == null || value.isBlank()) {
      throw Problem.missingParameter(what);
    }
    return value;
  }
}
