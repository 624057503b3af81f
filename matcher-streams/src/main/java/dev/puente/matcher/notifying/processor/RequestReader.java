package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.CancelNotification;
import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.Priority;
import dev.puente.event.v1.RescheduleNotification;
import dev.puente.event.v1.RetryNotification;
import dev.puente.event.v1.SendNotification;
import dev.puente.event.v1.Template;
import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.key.RequestDigest;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads requests. Any producer may write them, so nothing is taken for granted: the key must be the
 * one that the body asks for, or the address would be looked up in the wrong partition.
 */
final class RequestReader {
  /** Longest message that Chatwoot takes, characters. */
  static final int TEXT_LIMIT = 150_000;

  /** Recipients are parts of keys, which no serde bounds. */
  private static final int RECIPIENT_LIMIT = 512;

  private static final int EXTRAS_LIMIT = 32_768;
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9._:-]{1,128}");
  private static final String CHATWOOT = "CHATWOOT";

  private final Supplier<TenantDirectory> tenants;
  private final PhoneKeys phoneKeys;

  RequestReader(Supplier<TenantDirectory> tenants, PhoneKeys phoneKeys) {
    this.tenants = tenants;
    this.phoneKeys = phoneKeys;
  }

  /**
   * Judges a record.
   *
   * @param key record key
   * @param seq order of acceptance
   * @param timestamp record time, epoch milliseconds
   * @param now epoch milliseconds; nothing is accepted later than now
   * @param trace trace of the record, or null
   */
  ReadRequest read(
      @Nullable String key,
      NotificationRequest request,
      long seq,
      long timestamp,
      long now,
      @Nullable String trace) {
    if (!TenantKey.isTenant(request.getTenant()) || !ID.matcher(request.getId()).matches()) {
      return new ReadRequest.Unusable("BAD_ID");
    }
    String tenant = request.getTenant();
    if (key == null || !key.startsWith(tenant + ':')) {
      return new ReadRequest.Unusable("BAD_KEY");
    }
    Instant at = request.getRequestedAt();
    long acceptedAt = Math.clamp(at == null ? timestamp : at.toEpochMilli(), 0, now);
    String asked = key.substring(tenant.length() + 1);
    return switch (request.getBody()) {
      case CancelNotification c ->
          new ReadRequest.Changed(
              tenant, request.getId(), new LedgerEvent.Cancel(shortened(c.getReason())));
      case RescheduleNotification r ->
          new ReadRequest.Changed(
              tenant,
              request.getId(),
              new LedgerEvent.Reschedule(millis(r.getSendAt()), millis(r.getExpiresAt())));
      case RetryNotification r ->
          new ReadRequest.Changed(
              tenant, request.getId(), new LedgerEvent.Retry(shortened(r.getReason())));
      case SendNotification s -> send(tenant, request.getId(), asked, s, acceptedAt, seq, trace);
      default -> new ReadRequest.Unusable("UNKNOWN_REQUEST");
    };
  }

  private ReadRequest send(
      String tenant,
      String id,
      String asked,
      SendNotification body,
      long acceptedAt,
      long seq,
      @Nullable String trace) {
    List<Recipient> recipients = recipients(tenant, body);
    String reason = reason(body, recipients, asked);
    String digest = RequestDigest.of(asked, body);
    if (reason != null) {
      return new ReadRequest.Refused(
          tenant,
          id,
          new LedgerEvent.Refuse(
              digest,
              shortened(asked),
              body.getType(),
              body.getMetadata(),
              reason,
              acceptedAt,
              trace));
    }
    Recipient recipient = recipients.getFirst();
    LedgerEvent.Accept event =
        new LedgerEvent.Accept(
            digest,
            recipient.text(),
            null,
            null,
            message(body),
            body.getPriority() == Priority.BULK ? Urgency.BULK : Urgency.TRANSACTIONAL,
            millis(body.getSendAt()),
            millis(body.getExpiresAt()),
            body.getGroup(),
            body.getMetadata(),
            acceptedAt,
            seq,
            trace);
    Target own =
        recipient instanceof Recipient.ByPhone phone ? ownTarget(tenant, phone, body) : null;
    return new ReadRequest.Wanted(tenant, id, event, own);
  }

  private static @Nullable String reason(
      SendNotification body, List<Recipient> recipients, String asked) {
    if (named(body) != 1 || !CHATWOOT.equals(body.getChannel())) {
      return Reasons.BAD_REQUEST;
    }
    if (recipients.isEmpty()) {
      return Reasons.BAD_PHONE;
    }
    if (asked.length() > RECIPIENT_LIMIT || !recipients.getFirst().text().equals(asked)) {
      return Reasons.BAD_KEY;
    }
    if (isBlank(body.getMessage()) && body.getTemplate() == null) {
      return Reasons.NO_CONTENT;
    }
    return tooLarge(body) ? Reasons.TOO_LARGE : null;
  }

  private static int named(SendNotification body) {
    return (body.getRecipientId() == null ? 0 : 1)
        + (body.getPhone() == null ? 0 : 1)
        + (body.getContactId() == null ? 0 : 1)
        + (body.getSubscriptionId() == null ? 0 : 1);
  }

  /** The recipients that the body names; a phone without a key is none. */
  private List<Recipient> recipients(String tenant, SendNotification body) {
    List<Recipient> found = new ArrayList<>();
    if (body.getRecipientId() != null) {
      found.add(new Recipient.ByClient(body.getRecipientId()));
    }
    if (body.getContactId() != null) {
      found.add(new Recipient.ByContact(body.getContactId()));
    }
    if (body.getSubscriptionId() != null) {
      found.add(new Recipient.BySubscription(body.getSubscriptionId()));
    }
    if (body.getPhone() != null
        && phoneKeys.key(body.getPhone(), PhoneSource.region(region(tenant)))
            instanceof PhoneResult.Key phone) {
      found.add(new Recipient.ByPhone(phone.value()));
    }
    return found;
  }

  private String region(String tenant) {
    return tenants.get().find(tenant).map(TenantConfig::region).orElse("");
  }

  private Target ownTarget(String tenant, Recipient.ByPhone phone, SendNotification body) {
    return new Target(
        phone.text(), 0, phone.phoneKey(), body.getPhone(), region(tenant), null, null, null);
  }

  private static Message message(SendNotification body) {
    Template t = body.getTemplate();
    Message.TemplateRef template =
        t == null
            ? null
            : new Message.TemplateRef(
                t.getName(),
                t.getLanguage(),
                t.getCategory(),
                t.getNamespace(),
                t.getProcessedParamsJson());
    return new Message(body.getType(), body.getMessage(), template, body.getInboxId());
  }

  private static boolean tooLarge(SendNotification body) {
    Template template = body.getTemplate();
    long extras = template == null ? 0 : length(template);
    for (var entry : body.getMetadata().entrySet()) {
      extras += length(entry.getKey()) + length(entry.getValue());
    }
    extras += length(body.getType()) + length(body.getGroup());
    return extras > EXTRAS_LIMIT || length(body.getMessage()) > TEXT_LIMIT;
  }

  private static long length(Template template) {
    return length(template.getName())
        + length(template.getLanguage())
        + length(template.getCategory())
        + length(template.getNamespace())
        + length(template.getProcessedParamsJson());
  }

  private static long length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  private static boolean isBlank(@Nullable String text) {
    return text == null || text.isBlank();
  }

  private static @Nullable String shortened(@Nullable String text) {
    int most = 200;
    return text == null || text.length() <= most ? text : text.substring(0, most);
  }

  /** Never negative: times are parts of store keys. */
  private static @Nullable Long millis(@Nullable Instant time) {
    return time == null ? null : Math.max(0, time.toEpochMilli());
  }
}
