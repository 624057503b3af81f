package dev.puente.sandbox.chatwoot.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An inbox together with its channel. */
public final class InboxRow {
  public final long id;
  public final long accountId;
  public final long channelId;
  public final String channelType;
  public final Instant createdAt;
  public Instant updatedAt;
  public String name;
  public @Nullable String provider;
  public @Nullable String phoneNumber;

  /** {@code sms} or {@code whatsapp} for Twilio, else null. */
  public @Nullable String medium;

  /** Path part of the public client API; API channels only. */
  public @Nullable String identifier;

  public @Nullable String hmacToken;
  public boolean hmacMandatory;
  public @Nullable String secret;
  public @Nullable String webhookUrl;
  public boolean lockToSingleConversation;
  public boolean activeBot;

  /** {@code additional_attributes.agent_reply_time_window} of an API channel, in hours. */
  public @Nullable Long replyWindowHours;

  /** Approved templates synced into a WhatsApp channel; null when every template is taken. */
  public @Nullable List<Template> templates;

  public InboxRow(
      long id, long accountId, long channelId, String channelType, String name, Instant createdAt) {
    this.id = id;
    this.accountId = accountId;
    this.channelId = channelId;
    this.channelType = channelType;
    this.name = name;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  public boolean isApi() {
    return channelType.equals("Channel::Api");
  }

  public boolean isWebWidget() {
    return channelType.equals("Channel::WebWidget");
  }

  public boolean isWhatsapp() {
    return channelType.equals("Channel::Whatsapp");
  }

  public boolean isTwilio() {
    return channelType.equals("Channel::TwilioSms");
  }

  public boolean isEmail() {
    return channelType.equals("Channel::Email");
  }

  public boolean isSms() {
    return channelType.equals("Channel::Sms");
  }

  /** WhatsApp by Cloud API, 360dialog or Twilio. */
  public boolean reachesWhatsapp() {
    return isWhatsapp() || (isTwilio() && "whatsapp".equals(medium));
  }

  /**
   * A synced template.
   *
   * @param bodyParameters how many values its body wants
   */
  public record Template(String name, String language, int bodyParameters) {}
}
