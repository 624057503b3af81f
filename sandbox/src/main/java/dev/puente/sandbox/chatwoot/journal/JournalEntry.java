package dev.puente.sandbox.chatwoot.journal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One line of the journal. */
public sealed interface JournalEntry {

  Instant at();

  /** Null when the entry belongs to no account, such as a request with an unknown path. */
  @Nullable Long accountId();

  @Nullable Long contactId();

  /** The display id. */
  @Nullable Long conversationId();

  /**
   * A request to the API, noted when its outcome is decided and before the answer leaves.
   *
   * @param query the query string as sent; null when there was none
   * @param body the parsed body; null when there was none or it was unreadable
   * @param status the status answered; null when the connection was cut without an answer
   * @param applied whether the request changed something: not a GET, acted upon, and answered or
   *     answerable by 2xx
   * @param fault what a fault did to it, such as {@code cut-after-acting}; null without fault
   */
  record ApiRequest(
      Instant at,
      String method,
      String path,
      @Nullable String query,
      @Nullable JsonNode body,
      @Nullable Integer status,
      boolean applied,
      @Nullable String fault,
      @Nullable Long accountId,
      @Nullable Long contactId,
      @Nullable Long conversationId)
      implements JournalEntry {}

  /**
   * A message was created, by the API, by a person or by an agent; activity notes are left out.
   *
   * @param message the API's message document as created, with {@code additional_attributes}
   */
  record MessageCreated(
      Instant at,
      @Nullable Long accountId,
      @Nullable Long contactId,
      @Nullable Long conversationId,
      ObjectNode message)
      implements JournalEntry {

    public long messageId() {
      return message.path("id").asLong();
    }

    /** {@code incoming}, {@code outgoing} or {@code template}. */
    public String type() {
      return switch (message.path("message_type").asInt()) {
        case 0 -> "incoming";
        case 1 -> "outgoing";
        default -> "template";
      };
    }

    public @Nullable String content() {
      return message.path("content").isNull() ? null : message.path("content").asString();
    }
  }

  /**
   * An attempt to deliver a webhook.
   *
   * @param event event name
   * @param rowId internal id of the row the event is about
   * @param deliveryId {@code X-Chatwoot-Delivery}
   * @param url the receiver
   * @param outcome the status line or the error text
   */
  record Delivery(
      Instant at,
      @Nullable Long accountId,
      @Nullable Long contactId,
      @Nullable Long conversationId,
      String event,
      long rowId,
      String deliveryId,
      String url,
      boolean delivered,
      String outcome)
      implements JournalEntry {}
}
