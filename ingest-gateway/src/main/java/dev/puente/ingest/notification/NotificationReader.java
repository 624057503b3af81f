package dev.puente.ingest.notification;

import dev.puente.ingest.json.Fields;
import dev.puente.ingest.json.Formats;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.tenant.TenantConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Checks notification requests; finds everything that is wrong at once. */
final class NotificationReader {
  static final int MAX_METADATA = 32;

  private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,63}");

  private final RecipientReader recipients;
  private final TemplateReader templates = new TemplateReader();

  NotificationReader(PhoneKeys phoneKeys) {
    this.recipients = new RecipientReader(phoneKeys);
  }

  /**
   * Either a request without problems, or the problems.
   *
   * @param id as far as it is readable, for reports by line
   */
  record Reading(
      @Nullable String id, @Nullable NotificationData data, List<FieldProblem> problems) {}

  Reading read(TenantConfig tenant, ObjectNode node, Instant now) {
    Fields in = new Fields(node);
    String id = in.text("id", 128, Formats::isId, FieldCode.FORMAT, "[A-Za-z0-9._:-], 1-128");
    if (id == null && !in.has("id")) {
      in.problem("id", FieldCode.REQUIRED);
    }
    String type =
        in.text(
            "type", 64, t -> TYPE.matcher(t).matches(), FieldCode.FORMAT, "[A-Za-z0-9_.-], 1-64");
    if (type == null && !in.has("type")) {
      in.problem("type", FieldCode.REQUIRED);
    }
    in.text("channel", 20, "CHATWOOT"::equals, FieldCode.NOT_ONE_OF, "CHATWOOT");
    Recipient recipient = recipients.read(tenant, in);
    String message = in.text("message", 60_000);
    NotificationData.TemplateData template = templates.read(in);
    Long inboxId = inbox(tenant, in);
    needContent(tenant, type, inboxId, in);
    Instant sendAt = in.time("send_at");
    Instant expiresAt = in.time("expires_at");
    checkTimes(in, sendAt, expiresAt, now);
    String priority =
        in.text(
            "priority",
            20,
            List.of("TRANSACTIONAL", "BULK")::contains,
            FieldCode.NOT_ONE_OF,
            "TRANSACTIONAL, BULK");
    String group = in.text("group", 128, Formats::isId, FieldCode.FORMAT, "[A-Za-z0-9._:-], 1-128");
    Map<String, String> metadata = metadata(in);
    in.refuseUnknown();
    if (!in.problems().isEmpty() || id == null || type == null || recipient == null) {
      return new Reading(id, null, in.problems());
    }
    String phone = recipient instanceof Recipient.ByPhone ? in.text("phone", 120) : null;
    return new Reading(
        id,
        new NotificationData(
            id,
            type,
            recipient,
            phone,
            message,
            template,
            inboxId,
            sendAt,
            expiresAt,
            "BULK".equals(priority),
            group,
            metadata),
        List.of());
  }

  /** A text, a template, or in a WhatsApp inbox the tenant's template for this type. */
  private static void needContent(
      TenantConfig tenant, @Nullable String type, @Nullable Long inboxId, Fields in) {
    boolean byType =
        type != null
            && tenant.templates().containsKey(type)
            && tenant.notificationInbox(inboxId).filter(TenantConfig.Inbox::whatsapp).isPresent();
    if (!in.has("message") && !in.has("template") && !in.has("template_params") && !byType) {
      in.problem("message", FieldCode.ONE_NEEDED, "message, template, template_params");
    }
  }

  private static @Nullable Long inbox(TenantConfig tenant, Fields in) {
    Long asked = in.number("inbox_id", 1, Long.MAX_VALUE);
    if (asked != null && tenant.inbox(asked).isEmpty()) {
      in.problem("inbox_id", FieldCode.UNKNOWN_INBOX);
    }
    if (!in.has("inbox_id") && tenant.notificationInbox(null).isEmpty()) {
      in.problem("inbox_id", FieldCode.INBOX_UNDECIDED);
    }
    return asked;
  }

  static void checkTimes(
      Fields in, @Nullable Instant sendAt, @Nullable Instant expiresAt, Instant now) {
    if (expiresAt != null && !expiresAt.isAfter(now)) {
      in.problem("expires_at", FieldCode.IN_THE_PAST);
    } else if (expiresAt != null && sendAt != null && !expiresAt.isAfter(sendAt)) {
      in.problem("expires_at", FieldCode.MUST_BE_LATER, "send_at");
    }
  }

  private static Map<String, String> metadata(Fields in) {
    Map<String, String> texts = new TreeMap<>();
    in.scalars("metadata", MAX_METADATA, 500)
        .forEach((name, value) -> texts.put(name, value.toString()));
    return texts;
  }
}
