package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.http.Call;
import dev.puente.sandbox.chatwoot.http.Reply;
import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.view.ConversationViews;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /conversations} ({@code app/finders/conversation_finder.rb}). */
final class ConversationIndex {

  private ConversationIndex() {}

  static Reply index(Tx tx, Caller caller, Call call) {
    Params params = call.params();
    Tables tables = tx.tables();
    List<ConversationRow> found =
        tables.conversations.ofAccount(caller.accountId()).stream()
            .filter(row -> caller.user().sees(tables.inbox(row.inboxId)))
            .filter(wanted(tables, params))
            .sorted(order(params.text("sort_by", "last_activity_at_desc")))
            .toList();
    ObjectNode data = Json.object().set("meta", counts(found, caller));
    ArrayNode payload = Json.array();
    page(found.stream().filter(assigned(params, caller)).toList(), tx.now(), params)
        .forEach(row -> payload.add(ConversationViews.api(tables, row)));
    return Reply.ok(Json.object().set("data", data.set("payload", payload)));
  }

  private static Predicate<ConversationRow> wanted(Tables tables, Params params) {
    String status = params.text("status", "open");
    Long inboxId = params.number("inbox_id");
    Long teamId = params.number("team_id");
    String sourceId = params.presence("source_id");
    List<String> labels = params.texts("labels");
    return row ->
        (status.equals("all") || row.status.equals(status))
            && (inboxId == null || row.inboxId == inboxId)
            && (teamId == null || teamId.equals(row.teamId))
            && (labels.isEmpty() || row.labels.stream().anyMatch(labels::contains))
            && (sourceId == null
                || tables.contactInbox(row.contactInboxId).sourceId().equals(sourceId));
  }

  private static Predicate<ConversationRow> assigned(Params params, Caller caller) {
    return switch (params.text("assignee_type", "all")) {
      case "me" -> row -> isMine(row, caller);
      case "assigned" -> row -> row.assigneeId != null;
      case "unassigned" -> row -> row.assigneeId == null;
      default -> row -> true;
    };
  }

  private static Comparator<ConversationRow> order(String sortBy) {
    Comparator<ConversationRow> order =
        sortBy.startsWith("created_at")
            ? Comparator.comparing(row -> row.createdAt)
            : Comparator.comparing(row -> row.lastActivityAt);
    order = order.thenComparing(row -> row.id);
    return sortBy.endsWith("_asc") ? order : order.reversed();
  }

  private static List<ConversationRow> page(
      List<ConversationRow> rows, Instant now, Params params) {
    Long within = params.number("updated_within");
    if (within == null) {
      return Pages.of(rows, params, Pages.CONVERSATIONS);
    }
    Instant since = now.minusSeconds(within);
    return rows.stream().filter(row -> row.updatedAt.isAfter(since)).toList();
  }

  private static ObjectNode counts(List<ConversationRow> rows, Caller caller) {
    long assigned = rows.stream().filter(row -> row.assigneeId != null).count();
    return Json.object()
        .put("mine_count", rows.stream().filter(row -> isMine(row, caller)).count())
        .put("assigned_count", assigned)
        .put("unassigned_count", rows.size() - assigned)
        .put("all_count", rows.size());
  }

  private static boolean isMine(ConversationRow row, Caller caller) {
    return row.assigneeId != null && row.assigneeId == caller.user().id;
  }
}
