package dev.puente.benchmarks.webhooks;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.EventConversation;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.EventOrigin;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The least work that turns this benchmark's webhook into its record. */
final class BareWebhook {
  private static final Set<String> CREDENTIALS =
      Set.of("pubsub_token", "access_token", "hmac_token");

  private final JsonMapper mapper = JsonMapper.builder().build();
  private final SecretKeySpec key =
      new SecretKeySpec(SignedWebhooks.SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256");

  boolean signed(String timestamp, String signature, byte[] body) throws GeneralSecurityException {
    if (timestamp.isEmpty() || !signature.startsWith("sha256=")) {
      return false;
    }
    long age = System.currentTimeMillis() / 1_000 - Long.parseLong(timestamp);
    if (Math.abs(age) > 300) {
      return false;
    }
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(key);
    mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
    mac.update((byte) '.');
    byte[] given = HexFormat.of().parseHex(signature, "sha256=".length(), signature.length());
    return MessageDigest.isEqual(mac.doFinal(body), given);
  }

  ChatwootEvent event(byte[] body) throws GeneralSecurityException {
    ObjectNode root = (ObjectNode) mapper.readTree(body);
    clean(root);
    String event = root.path("event").asString();
    long account = root.path("account").path("id").asLong();
    long inbox = root.path("inbox").path("id").asLong();
    JsonNode conversation = root.path("conversation");
    JsonNode sender = root.path("sender");
    String id = SignedWebhooks.TENANT + account + event + root.path("id").asLong();
    byte[] digest =
        MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    return ChatwootEvent.newBuilder()
        .setEventId(HexFormat.of().formatHex(digest, 0, 16))
        .setTenant(SignedWebhooks.TENANT)
        .setEvent(event)
        .setOrigin(EventOrigin.WEBHOOK)
        .setReceivedAt(Instant.ofEpochMilli(System.currentTimeMillis()))
        .setDeliveryId(null)
        .setAccountId(account)
        .setInboxId(inbox)
        .setInboxConfigured(inbox == SignedWebhooks.INBOX)
        .setChannel(text(conversation, "channel"))
        .setSourceId(text(conversation.path("contact_inbox"), "source_id"))
        .setContact(
            EventContact.newBuilder()
                .setId(sender.path("id").asLong())
                .setName(text(sender, "name"))
                .setEmail(text(sender, "email"))
                .setPhoneNumber(text(sender, "phone_number"))
                .setIdentifier(text(sender, "identifier"))
                .setCustomAttributes(
                    Map.<String, Object>of(
                        "client_id",
                        sender.path("custom_attributes").path("client_id").asString("")))
                .build())
        .setConversation(
            EventConversation.newBuilder()
                .setId(conversation.path("id").asLong())
                .setStatus(text(conversation, "status"))
                .setCanReply(conversation.path("can_reply").asBoolean(false))
                .setUpdatedAt(null)
                .build())
        .setMessage(message(root))
        .setEcho(false)
        .setRaw(mapper.writeValueAsString(root))
        .build();
  }

  private static EventMessage message(ObjectNode root) {
    return EventMessage.newBuilder()
        .setId(root.path("id").asLong())
        .setMessageType(root.path("message_type").asString(""))
        .setPrivateNote(root.path("private").asBoolean(false))
        .setContentType(text(root, "content_type"))
        .setContentLength(root.path("content").asString("").length())
        .setSourceId(text(root, "source_id"))
        .setDeleted(false)
        .setSenderType("Contact")
        .setSenderId(root.path("sender").path("id").asLong())
        .build();
  }

  private static void clean(JsonNode node) {
    if (node instanceof ObjectNode object) {
      object.remove(CREDENTIALS);
    }
    node.forEach(BareWebhook::clean);
  }

  private static @Nullable String text(JsonNode node, String name) {
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value.asString();
  }
}
