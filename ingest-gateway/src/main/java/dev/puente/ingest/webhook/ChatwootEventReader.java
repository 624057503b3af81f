package dev.puente.ingest.webhook;

import static dev.puente.ingest.webhook.Nodes.id;
import static dev.puente.ingest.webhook.Nodes.object;
import static dev.puente.ingest.webhook.Nodes.text;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.EventConversation;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.EventOrigin;
import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.schemas.tenant.TenantConfig;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns payloads into {@link ChatwootEvent}: typed where the shape is known, and as clean JSON. */
final class ChatwootEventReader {
  private static final int ATTRIBUTE_LIMIT = 200;
  private static final int EVENT_LIMIT = 200;

  private final JsonText json;

  ChatwootEventReader(JsonText json) {
    this.json = json;
  }

  /**
   * What does not come from the payload.
   *
   * @param deliveryId {@code X-Chatwoot-Delivery}
   */
  record Receipt(TenantConfig tenant, Instant receivedAt, @Nullable String deliveryId) {}

  /**
   * The payload without credentials.
   *
   * @throws dev.puente.ingest.problem.ProblemException 400 when the body is no JSON object with a
   *     text {@code event}
   */
  Payload payload(byte[] body) {
    ObjectNode root =
        json.object(body).orElseThrow(() -> Problem.of(ProblemCode.NOT_JSON).exception());
    String event = text(root, "event");
    if (event == null || event.length() > EVENT_LIMIT) {
      throw Problem.of(ProblemCode.NO_EVENT).exception();
    }
    Redaction.clean(root);
    return new Payload(root, event);
  }

  /** The record of a payload. */
  ChatwootEvent event(Payload payload, Receipt receipt) {
    Long inboxId = payload.inboxId();
    Optional<TenantConfig.Inbox> inbox =
        inboxId == null ? Optional.empty() : receipt.tenant().inbox(inboxId);
    EventMessage message = message(payload);
    return ChatwootEvent.newBuilder()
        .setEventId(EventIds.of(receipt.tenant().id(), payload))
        .setTenant(receipt.tenant().id())
        .setEvent(payload.event())
        .setOrigin(EventOrigin.WEBHOOK)
        .setReceivedAt(receipt.receivedAt())
        .setDeliveryId(receipt.deliveryId())
        .setAccountId(payload.accountId())
        .setInboxId(inboxId)
        .setInboxConfigured(inboxId == null || inbox.isPresent())
        .setChannel(
            Nodes.firstOf(payload.channel(), inbox.map(TenantConfig.Inbox::channel).orElse(null)))
        .setSourceId(payload.sourceId())
        .setContact(contact(payload))
        .setConversation(conversation(payload))
        .setMessage(message)
        .setChangedAttributes(payload.changedAttributes())
        .setEcho(message != null && isEcho(message, receipt.tenant()))
        .setRaw(json.write(payload.root()))
        .build();
  }

  private static @Nullable EventContact contact(Payload payload) {
    Long contactId = payload.contactId();
    if (contactId == null) {
      return null;
    }
    JsonNode contact = payload.contact();
    return EventContact.newBuilder()
        .setId(contactId)
        .setName(text(contact, "name"))
        .setEmail(text(contact, "email"))
        .setPhoneNumber(text(contact, "phone_number"))
        .setIdentifier(text(contact, "identifier"))
        .setCustomAttributes(scalars(object(contact, "custom_attributes")))
        .build();
  }

  private static @Nullable EventConversation conversation(Payload payload) {
    JsonNode conversation = payload.conversation();
    Long displayId = id(conversation, "id");
    if (displayId == null) {
      return null;
    }
    return EventConversation.newBuilder()
        .setId(displayId)
        .setStatus(text(conversation, "status"))
        .setCanReply(Nodes.flag(conversation, "can_reply"))
        .setUpdatedAt(Nodes.time(conversation, "updated_at"))
        .build();
  }

  private static @Nullable EventMessage message(Payload payload) {
    JsonNode message = payload.message();
    Long messageId = id(message, "id");
    if (messageId == null) {
      return null;
    }
    String type = payload.messageType();
    JsonNode attributes = object(message, "content_attributes");
    JsonNode sender = object(message, "sender");
    String content = message.path("content").isString() ? message.path("content").asString() : "";
    return EventMessage.newBuilder()
        .setId(messageId)
        .setMessageType(type == null ? "" : type)
        .setPrivateNote(message.path("private").asBoolean(false))
        .setContentType(text(message, "content_type"))
        .setContentLength(content.length())
        .setStatus(payload.messageStatus())
        .setExternalError(text(attributes, "external_error"))
        .setDeleted(attributes.path("deleted").asBoolean(false))
        .setSenderType(senderType(sender, type))
        .setSenderId(id(sender, "id"))
        .setSourceId(text(message, "source_id"))
        .setPuenteId(text(attributes, "puente_id"))
        .setPuenteNotificationId(marker(attributes))
        .setCreatedAt(Nodes.time(message, "created_at"))
        .build();
  }

  /** The contact form of a sender has no {@code type}: incoming means that it is the contact. */
  private static @Nullable String senderType(JsonNode sender, @Nullable String messageType) {
    if (sender.isMissingNode()) {
      return null;
    }
    String type = text(sender, "type");
    return type == null && "incoming".equals(messageType) ? "contact" : type;
  }

  private static @Nullable String marker(JsonNode attributes) {
    JsonNode value = attributes.path("puente_notification_id");
    return value.isIntegralNumber() ? value.asString() : text(attributes, "puente_notification_id");
  }

  /** Only outgoing messages can be ours, whatever a visitor managed to put into the attributes. */
  private static boolean isEcho(EventMessage message, TenantConfig tenant) {
    boolean marked = message.getPuenteId() != null || message.getPuenteNotificationId() != null;
    boolean ours =
        marked || tenant.ownSenders().include(message.getSenderType(), message.getSenderId());
    return ours && !message.getMessageType().equals("incoming");
  }

  private static Map<String, Object> scalars(JsonNode attributes) {
    Map<String, Object> scalars = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : attributes.properties()) {
      Object scalar = scalar(entry.getValue());
      if (scalar != null && scalars.size() < ATTRIBUTE_LIMIT) {
        scalars.put(Surrogates.replaced(entry.getKey()), scalar);
      }
    }
    return scalars;
  }

  private static @Nullable Object scalar(JsonNode value) {
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (value.isIntegralNumber() && value.canConvertToLong()) {
      return value.longValue();
    }
    if (value.isNumber()) {
      double number = value.doubleValue();
      return Double.isFinite(number) ? number : null;
    }
    return value.isString() ? Surrogates.replaced(value.stringValue()) : null;
  }
}
