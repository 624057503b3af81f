package dev.puente.sandbox.chatwoot.api;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Paging of lists. */
final class Pages {

  static final int CONTACTS = 15;
  static final int CONVERSATIONS = 25;

  private Pages() {}

  /** The rows of the page that the parameters ask for, counted from 1. */
  static <R> List<R> of(List<R> rows, Params params, int size) {
    long page = Math.max(1, params.number("page", 1));
    long from = Math.min(rows.size(), (page - 1) * size);
    return rows.subList((int) from, (int) Math.min(rows.size(), from + size));
  }

  static boolean hasMore(List<?> rows, Params params, int size) {
    return Math.max(1, params.number("page", 1)) * size < rows.size();
  }

  /** {@code count} and {@code current_page}, which echoes the parameter: text when it was sent. */
  static ObjectNode meta(int count, Params params) {
    ObjectNode meta = Json.object().put("count", count);
    return params.has("page")
        ? meta.set("current_page", params.node().get("page"))
        : meta.put("current_page", 1);
  }
}
