package dev.puente.sandbox.chatwoot.model;

import dev.puente.sandbox.chatwoot.json.Json;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A message. */
public final class MessageRow {

  /** The kinds of a message, in the order of their numbers. */
  public enum Type {
    INCOMING,
    OUTGOING,
    ACTIVITY,
    TEMPLATE;

    /** The name in webhooks. */
    public String text() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /** The kinds of sender; the rows are {@link ContactRow} and {@link UserRow}. */
  public enum SenderType {
    CONTACT("Contact"),
    USER("User"),
    AGENT_BOT("AgentBot");

    public final String text;

    SenderType(String text) {
      this.text = text;
    }
  }

  public final long id;
  public final long accountId;
  public final long inboxId;
  public final long conversationId;
  public final Type type;
  public final Instant createdAt;

  /** When it was written, or retried, by the clock of the reply window, which a test may move. */
  public Instant windowTime;

  public Instant updatedAt;
  public @Nullable String content;
  public String contentType = "text";
  public ObjectNode contentAttributes = Json.object();
  public ObjectNode additionalAttributes = Json.object();
  public boolean isPrivate;
  public String status = "sent";
  public @Nullable String sourceId;
  public @Nullable SenderType senderType;
  public @Nullable Long senderId;
  public ArrayNode attachments = Json.array();

  public MessageRow(
      long id, ConversationRow conversation, Type type, Instant createdAt, Instant windowTime) {
    this.id = id;
    this.accountId = conversation.accountId;
    this.inboxId = conversation.inboxId;
    this.conversationId = conversation.id;
    this.type = type;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
    this.windowTime = windowTime;
  }

  /** Neither activity nor private: what a customer could see. */
  public boolean isChat() {
    return type != Type.ACTIVITY && !isPrivate;
  }
}
