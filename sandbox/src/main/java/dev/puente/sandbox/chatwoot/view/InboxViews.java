package dev.puente.sandbox.chatwoot.view;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Times;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.InboxRow.Template;
import dev.puente.sandbox.chatwoot.model.WebhookRow;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The forms of an inbox, and of a webhook. */
public final class InboxViews {

  private InboxViews() {}

  /** The short form beside a source id. */
  public static ObjectNode slim(InboxRow inbox) {
    return Json.object()
        .put("id", inbox.id)
        .put("avatar_url", "")
        .put("channel_id", inbox.channelId)
        .put("name", inbox.name)
        .put("channel_type", inbox.channelType)
        .put("provider", inbox.provider);
  }

  /** The raw record, shown by the creation of a contact. */
  public static ObjectNode raw(InboxRow inbox) {
    ObjectNode view =
        Json.object()
            .put("id", inbox.id)
            .put("channel_id", inbox.channelId)
            .put("account_id", inbox.accountId)
            .put("name", inbox.name)
            .put("created_at", Times.iso(inbox.createdAt))
            .put("updated_at", Times.iso(inbox.updatedAt))
            .put("channel_type", inbox.channelType)
            .put("enable_auto_assignment", true)
            .put("greeting_enabled", false)
            .putNull("greeting_message")
            .putNull("email_address")
            .put("working_hours_enabled", false)
            .putNull("out_of_office_message")
            .put("timezone", "UTC")
            .put("enable_email_collect", true)
            .put("csat_survey_enabled", false)
            .put("allow_messages_after_resolved", true);
    view.set("auto_assignment_config", Json.object());
    view.put("lock_to_single_conversation", inbox.lockToSingleConversation)
        .putNull("portal_id")
        .put("sender_name_type", "friendly")
        .putNull("business_name");
    return view.set("csat_config", Json.object());
  }

  /**
   * The form of {@code GET /inboxes} ({@code _inbox.json.jbuilder}).
   *
   * @param administrator whether secrets are shown
   */
  public static ObjectNode full(InboxRow inbox, boolean administrator) {
    ObjectNode view = slim(inbox);
    view.remove("provider");
    view.put("greeting_enabled", false)
        .putNull("greeting_message")
        .put("working_hours_enabled", false)
        .put("enable_email_collect", true)
        .put("csat_survey_enabled", false)
        .put("enable_auto_assignment", true);
    view.set("auto_assignment_config", Json.object());
    view.putNull("out_of_office_message");
    view.set("working_hours", Json.array());
    view.put("timezone", "UTC")
        .put("callback_webhook_url", inbox.isApi() ? inbox.webhookUrl : null)
        .put("allow_messages_after_resolved", true)
        .put("lock_to_single_conversation", inbox.lockToSingleConversation)
        .put("sender_name_type", "friendly")
        .putNull("business_name")
        .put("hmac_mandatory", inbox.hmacMandatory)
        .put("phone_number", inbox.phoneNumber);
    if (inbox.isTwilio()) {
      view.put("medium", inbox.medium);
    }
    if (inbox.isApi()) {
      addApiChannel(view, inbox, administrator);
    }
    view.put("provider", inbox.provider);
    if (inbox.isWhatsapp()) {
      view.set("message_templates", templates(inbox.templates));
    }
    return view;
  }

  private static void addApiChannel(ObjectNode view, InboxRow inbox, boolean administrator) {
    if (administrator) {
      view.put("hmac_token", inbox.hmacToken).put("secret", inbox.secret);
    }
    view.put("webhook_url", inbox.webhookUrl).put("inbox_identifier", inbox.identifier);
    ObjectNode additional = Json.object();
    if (inbox.replyWindowHours != null) {
      additional.put("agent_reply_time_window", inbox.replyWindowHours);
    }
    view.set("additional_attributes", additional);
  }

  private static ArrayNode templates(@Nullable List<Template> templates) {
    ArrayNode view = Json.array();
    if (templates != null) {
      templates.forEach(
          template ->
              view.add(
                  Json.object()
                      .put("name", template.name())
                      .put("language", template.language())
                      .put("status", "APPROVED")));
    }
    return view;
  }

  /** The base of the public client API. */
  public static ObjectNode publicForm(InboxRow inbox) {
    ObjectNode view =
        Json.object()
            .put("identifier", inbox.identifier)
            .put("identity_validation_enabled", inbox.hmacMandatory)
            .put("name", inbox.name)
            .put("timezone", "UTC");
    view.set("working_hours", Json.array());
    return view.put("working_hours_enabled", false)
        .put("csat_survey_enabled", false)
        .put("greeting_enabled", false);
  }

  public static ObjectNode webhook(WebhookRow webhook) {
    return Json.object()
        .put("id", webhook.id)
        .put("name", webhook.name)
        .put("url", webhook.url)
        .put("account_id", webhook.accountId)
        .set("subscriptions", Json.array(webhook.subscriptions))
        .put("secret", webhook.secret);
  }
}
