package dev.puente.sandbox.chatwoot.model;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** A conversation with its messages, oldest first. */
public final class ConversationRow {
  /** Internal id, shown nowhere. */
  public final long id;

  /** The number in paths and payloads, unique in the account. */
  public final long displayId;

  public final long accountId;
  public final long inboxId;
  public final String uuid;
  public final Instant createdAt;
  public Instant updatedAt;
  public Instant lastActivityAt;
  public long contactId;
  public long contactInboxId;
  public String status = "open";
  public @Nullable String priority;
  public @Nullable Long assigneeId;
  public @Nullable Long teamId;
  public @Nullable Instant snoozedUntil;
  public @Nullable Instant waitingSince;
  public @Nullable Instant firstReplyCreatedAt;
  public @Nullable Instant agentLastSeenAt;
  public @Nullable Instant assigneeLastSeenAt;
  public @Nullable Instant contactLastSeenAt;
  public boolean muted;
  public ObjectNode customAttributes = Json.object();
  public ObjectNode additionalAttributes = Json.object();
  public List<String> labels = new ArrayList<>();
  public final List<MessageRow> messages = new ArrayList<>();

  public ConversationRow(
      long id, long displayId, ContactInboxRow link, long accountId, String uuid, Instant at) {
    this.id = id;
    this.displayId = displayId;
    this.accountId = accountId;
    this.inboxId = link.inboxId;
    this.contactId = link.contactId;
    this.contactInboxId = link.id;
    this.uuid = uuid;
    this.createdAt = at;
    this.updatedAt = at;
    this.lastActivityAt = at;
    this.waitingSince = at;
  }

  /** Notes a save, of the conversation or of one of its messages. */
  public void touch(Instant now) {
    updatedAt = Times.next(updatedAt, now);
  }

  /** The columns that {@code changed_attributes} compares, in the order of the table. */
  public ObjectNode columns() {
    ObjectNode row = Json.object();
    row.put("status", status).put("assignee_id", assigneeId);
    row.put("updated_at", Times.iso(updatedAt)).put("contact_id", contactId);
    row.set("additional_attributes", additionalAttributes.deepCopy());
    row.put("contact_inbox_id", contactInboxId).put("team_id", teamId);
    row.put("snoozed_until", Times.iso(snoozedUntil));
    row.set("custom_attributes", customAttributes.deepCopy());
    row.put("first_reply_created_at", Times.iso(firstReplyCreatedAt)).put("priority", priority);
    row.put("waiting_since", Times.iso(waitingSince));
    row.put("cached_label_list", String.join(", ", labels));
    return row.set("label_list", Json.array(labels));
  }
}
