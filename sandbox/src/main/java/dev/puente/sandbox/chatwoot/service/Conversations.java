package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.Changes;
import dev.puente.sandbox.chatwoot.model.ContactInboxRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.JsonbLimits;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Conversations and the events that follow their changes ({@code app/models/conversation.rb}). */
public final class Conversations {

  private static final Set<String> STATUSES = Set.of("open", "resolved", "pending", "snoozed");
  private static final Set<String> PRIORITIES = Set.of("low", "medium", "high", "urgent");

  /** A change of one of these emits {@code conversation_updated}. */
  private static final List<String> ANNOUNCED =
      List.of(
          "team_id",
          "assignee_id",
          "status",
          "snoozed_until",
          "custom_attributes",
          "label_list",
          "waiting_since",
          "first_reply_created_at",
          "priority");

  private Conversations() {}

  /**
   * @throws Problem 404 when the account has no such conversation
   */
  public static ConversationRow require(Tables tables, long accountId, long displayId) {
    ConversationRow conversation = tables.conversations.display(accountId, displayId);
    if (conversation == null) {
      throw Problem.notFound();
    }
    return conversation;
  }

  /**
   * @throws Problem 422 or 500 when the fields cannot be stored
   */
  public static void check(Params fields) {
    checkStatus(fields.presence("status"));
    JsonbLimits.check("custom_attributes", fields.object("custom_attributes"));
    JsonbLimits.check("additional_attributes", fields.object("additional_attributes"));
  }

  /**
   * The conversation for a link: the last one of the link when the inbox is locked to a single one,
   * whatever its state and without a change, else a new one.
   */
  public static ConversationRow open(Tx tx, InboxRow inbox, ContactInboxRow link, Params fields) {
    ConversationRow last = inbox.lockToSingleConversation ? lastOf(tx.tables(), link) : null;
    return last == null ? create(tx, inbox, link, fields) : last;
  }

  /** The newest conversation of a link; null when there is none. */
  public static @Nullable ConversationRow lastOf(Tables tables, ContactInboxRow link) {
    return tables.conversations.ofContact(link.contactId).stream()
        .filter(conversation -> conversation.contactInboxId == link.id)
        .reduce((first, second) -> second)
        .orElse(null);
  }

  private static ConversationRow create(
      Tx tx, InboxRow inbox, ContactInboxRow link, Params fields) {
    check(fields);
    Tables tables = tx.tables();
    ConversationRow conversation =
        new ConversationRow(
            tables.ids.next(Ids.Table.CONVERSATION),
            tables.account(inbox.accountId).nextDisplayId++,
            link,
            inbox.accountId,
            tables.uuid(),
            tx.now());
    conversation.status = initialStatus(tables, inbox, link, fields);
    conversation.customAttributes = Json.copy(fields.object("custom_attributes"));
    conversation.additionalAttributes = Json.copy(fields.object("additional_attributes"));
    conversation.assigneeId = fields.number("assignee_id");
    conversation.teamId = fields.number("team_id");
    if (conversation.status.equals("snoozed")) {
      conversation.snoozedUntil = time(fields.presence("snoozed_until"));
    }
    tables.conversations.insert(conversation);
    tx.emit(Event.conversation("conversation_created", conversation, null));
    return conversation;
  }

  private static String initialStatus(
      Tables tables, InboxRow inbox, ContactInboxRow link, Params fields) {
    if (tables.contact(link.contactId).blocked) {
      return "resolved";
    }
    return inbox.activeBot ? "pending" : fields.text("status", "open");
  }

  /** Sets the status; null toggles between open and resolved. */
  public static void setStatus(
      Tx tx, ConversationRow conversation, @Nullable String status, @Nullable String snoozedUntil) {
    checkStatus(status);
    String next = status;
    if (next == null) {
      next = conversation.status.equals("open") ? "resolved" : "open";
    }
    String target = next;
    change(
        tx,
        conversation,
        () -> {
          conversation.status = target;
          conversation.snoozedUntil = target.equals("snoozed") ? time(snoozedUntil) : null;
        });
  }

  /**
   * @throws Problem 500 for an unknown priority, which the enum does not handle
   */
  public static void setPriority(Tx tx, ConversationRow conversation, @Nullable String priority) {
    if (priority != null && !PRIORITIES.contains(priority)) {
      throw Problem.serverError();
    }
    change(tx, conversation, () -> conversation.priority = priority);
  }

  /** Replaces the custom attributes, as every version up to v4.16.2 does. */
  public static void replaceCustomAttributes(
      Tx tx, ConversationRow conversation, ObjectNode attributes) {
    JsonbLimits.check("custom_attributes", attributes);
    change(tx, conversation, () -> conversation.customAttributes = attributes.deepCopy());
  }

  public static void label(Tx tx, ConversationRow conversation, List<String> labels) {
    List<String> distinct = new ArrayList<>(labels.stream().distinct().toList());
    change(tx, conversation, () -> conversation.labels = distinct);
  }

  /** Assigns a user; null takes the assignment away. */
  public static void assign(Tx tx, ConversationRow conversation, @Nullable Long userId) {
    change(tx, conversation, () -> conversation.assigneeId = userId);
  }

  /** Runs a change and emits what follows from it. */
  static void change(Tx tx, ConversationRow conversation, Runnable change) {
    ObjectNode before = conversation.columns();
    change.run();
    if (before.equals(conversation.columns())) {
      return;
    }
    conversation.touch(tx.now());
    ArrayNode changes = Changes.between(before, conversation.columns());
    boolean statusChanged = Changes.names(changes, List.of("status"));
    if (statusChanged && conversation.status.equals("resolved")) {
      conversation.waitingSince = null;
    }
    if (statusChanged) {
      tx.emit(Event.conversation("conversation_status_changed", conversation, null));
    }
    if (Changes.names(changes, ANNOUNCED)) {
      tx.emit(Event.conversation("conversation_updated", conversation, changes));
    }
    if (statusChanged) {
      Messages.addActivity(tx, conversation, "Conversation was marked " + conversation.status);
    }
  }

  private static void checkStatus(@Nullable String status) {
    if (status != null && !STATUSES.contains(status)) {
      throw Problem.serverError();
    }
  }

  private static @Nullable Instant time(@Nullable String text) {
    Long epoch = Params.toNumber(text);
    if (epoch != null) {
      return Instant.ofEpochSecond(epoch);
    }
    try {
      return text == null ? null : Instant.parse(text);
    } catch (java.time.format.DateTimeParseException unreadable) {
      return null;
    }
  }
}
