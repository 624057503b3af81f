package dev.puente.sandbox.chatwoot.journal;

import dev.puente.sandbox.chatwoot.journal.JournalEntry.ApiRequest;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.Delivery;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import dev.puente.sandbox.chatwoot.json.Json;
import tools.jackson.databind.node.ObjectNode;

/** Journal entries as JSON, for {@code GET /sim/journal}. */
public final class JournalViews {

  private JournalViews() {}

  public static ObjectNode of(Journal.Numbered numbered) {
    JournalEntry entry = numbered.entry();
    ObjectNode view =
        Json.object()
            .put("sequence", numbered.sequence())
            .put("at", entry.at().toString())
            .put("account_id", entry.accountId())
            .put("contact_id", entry.contactId())
            .put("conversation_id", entry.conversationId());
    switch (entry) {
      case ApiRequest request -> {
        view.put("kind", "request").put("method", request.method()).put("path", request.path());
        view.put("query", request.query()).set("body", request.body());
        view.put("status", request.status())
            .put("applied", request.applied())
            .put("fault", request.fault());
      }
      case MessageCreated created ->
          view.put("kind", "message")
              .put("message_id", created.messageId())
              .put("message_type", created.type())
              .set("message", created.message());
      case Delivery delivery ->
          view.put("kind", "delivery")
              .put("event", delivery.event())
              .put("row_id", delivery.rowId())
              .put("delivery_id", delivery.deliveryId())
              .put("url", delivery.url())
              .put("delivered", delivery.delivered())
              .put("outcome", delivery.outcome());
    }
    return view;
  }
}
