package dev.puente.matcher.notifying.query;

import dev.puente.matcher.notifying.domain.State;
import dev.puente.matcher.notifying.ledger.HistoryStep;
import dev.puente.matcher.notifying.ledger.LedgerRow;
import dev.puente.matcher.notifying.ledger.Occurrence;
import dev.puente.matcher.notifying.ledger.Wish;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A row of the ledger in the public JSON shape; what is not known is left out. */
final class NotificationView {
  private NotificationView() {}

  static Map<String, Object> of(LedgerRow row) {
    Occurrence worst = row.worst();
    Wish wish = row.wish();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("notification_id", row.id());
    view.put("status", worst.state().name());
    put(view, "reason", worst.reason());
    put(view, "waiting_until", worst.state() == State.WAITING ? time(worst.until()) : null);
    put(view, "type", wish == null ? null : wish.type());
    put(view, "recipient", wish == null ? null : wish.recipient());
    put(view, "contact_id", worst.ref().contactId());
    put(view, "conversation_id", worst.ref().conversationId());
    put(view, "message_id", worst.ref().messageId());
    put(view, "accepted_at", time(row.acceptedAt()));
    put(view, "updated_at", time(row.updatedAt()));
    view.put("history", row.history().stream().map(NotificationView::step).toList());
    view.put("metadata", wish == null ? Map.of() : wish.metadata());
    put(view, "request_digest", wish == null ? null : wish.digest());
    return view;
  }

  private static Map<String, Object> step(HistoryStep step) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("status", step.state().name());
    put(view, "at", time(step.at()));
    put(view, "reason", step.reason());
    put(view, "until", time(step.until()));
    return view;
  }

  private static void put(Map<String, Object> view, String name, @Nullable Object value) {
    if (value != null) {
      view.put(name, value);
    }
  }

  private static @Nullable String time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }
}
