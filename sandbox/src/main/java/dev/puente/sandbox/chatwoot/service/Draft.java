package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.MessageRow.SenderType;
import dev.puente.sandbox.chatwoot.model.MessageRow.Type;
import dev.puente.sandbox.chatwoot.model.UserRow;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A message that is about to be stored. */
public record Draft(
    Type type,
    @Nullable String content,
    String contentType,
    ObjectNode contentAttributes,
    ObjectNode additionalAttributes,
    boolean isPrivate,
    @Nullable String sourceId,
    @Nullable SenderType senderType,
    @Nullable Long senderId) {

  /** A plain text without sender. */
  public static Draft of(Type type, @Nullable String content) {
    return new Draft(type, content, "text", Json.object(), Json.object(), false, null, null, null);
  }

  public Draft from(ContactRow contact) {
    return sender(SenderType.CONTACT, contact.id);
  }

  public Draft from(UserRow user) {
    return sender(
        user.kind == UserRow.Kind.AGENT_BOT ? SenderType.AGENT_BOT : SenderType.USER, user.id);
  }

  public Draft withSourceId(@Nullable String id) {
    return new Draft(
        type,
        content,
        contentType,
        contentAttributes,
        additionalAttributes,
        isPrivate,
        id,
        senderType,
        senderId);
  }

  public Draft withAttributes(ObjectNode attributes) {
    return new Draft(
        type,
        content,
        contentType,
        attributes,
        additionalAttributes,
        isPrivate,
        sourceId,
        senderType,
        senderId);
  }

  private Draft sender(SenderType kind, long id) {
    return new Draft(
        type,
        content,
        contentType,
        contentAttributes,
        additionalAttributes,
        isPrivate,
        sourceId,
        kind,
        id);
  }
}
