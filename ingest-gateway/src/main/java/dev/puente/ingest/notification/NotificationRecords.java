package dev.puente.ingest.notification;

import dev.puente.event.v1.CancelNotification;
import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.Priority;
import dev.puente.event.v1.RescheduleNotification;
import dev.puente.event.v1.SendNotification;
import dev.puente.event.v1.Template;
import dev.puente.ingest.notification.NotificationData.TemplateData;
import dev.puente.schemas.key.Recipient;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** From checked requests to records of topic {@code notification-requests}. */
final class NotificationRecords {
  private NotificationRecords() {}

  static SendNotification send(NotificationData data) {
    SendNotification.Builder builder =
        SendNotification.newBuilder()
            .setType(data.type())
            .setChannel("CHATWOOT")
            .setMessage(data.message())
            .setTemplate(template(data.template()))
            .setInboxId(data.inboxId())
            .setSendAt(data.sendAt())
            .setExpiresAt(data.expiresAt())
            .setPriority(data.bulk() ? Priority.BULK : Priority.TRANSACTIONAL)
            .setGroup(data.group())
            .setMetadata(data.metadata());
    switch (data.recipient()) {
      case Recipient.ByClient client -> builder.setRecipientId(client.clientId());
      case Recipient.ByPhone phone -> builder.setPhone(data.phone());
      case Recipient.ByContact contact -> builder.setContactId(contact.contactId());
      case Recipient.BySubscription subscription ->
          builder.setSubscriptionId(subscription.subscriptionId());
    }
    return builder.build();
  }

  static NotificationRequest request(String tenant, String id, Instant now, Object body) {
    return NotificationRequest.newBuilder()
        .setTenant(tenant)
        .setId(id)
        .setRequestedAt(now)
        .setBody(body)
        .build();
  }

  static CancelNotification cancel(@Nullable String reason) {
    return CancelNotification.newBuilder().setReason(reason).build();
  }

  static RescheduleNotification reschedule(@Nullable Instant sendAt, @Nullable Instant expiresAt) {
    return RescheduleNotification.newBuilder().setSendAt(sendAt).setExpiresAt(expiresAt).build();
  }

  private static @Nullable Template template(@Nullable TemplateData template) {
    if (template == null) {
      return null;
    }
    return Template.newBuilder()
        .setName(template.name())
        .setLanguage(template.language())
        .setCategory(template.category())
        .setNamespace(template.namespace())
        .setProcessedParamsJson(template.processedParamsJson())
        .build();
  }
}
