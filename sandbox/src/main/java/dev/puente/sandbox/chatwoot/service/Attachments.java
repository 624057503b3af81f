package dev.puente.sandbox.chatwoot.service;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Files of a message (CONTRACT 2.5). Their bytes are not kept, so {@code data_url} leads nowhere.
 */
final class Attachments {

  private static final int MOST = 15;

  private Attachments() {}

  /**
   * @throws Problem 422 for too many files
   */
  static void check(Params fields) {
    if (of(fields).size() > MOST) {
      throw Problem.error(422, "Validation failed: Attachments exceeded maximum allowed");
    }
  }

  /** What a request says of its files: {@code filename}, {@code content_type}, {@code size}. */
  static ArrayNode of(Params fields) {
    ArrayNode files = Json.array();
    if (fields.node().get("attachments") instanceof ArrayNode given) {
      given.forEach(
          file -> {
            if (file.isObject()) {
              files.add(file);
            }
          });
    }
    return files;
  }

  static ArrayNode stored(Tx tx, MessageRow message, ArrayNode files) {
    ArrayNode stored = Json.array();
    for (JsonNode file : files) {
      stored.add(view(tx.tables().ids.next(Ids.Table.ATTACHMENT), message, file));
    }
    return stored;
  }

  private static ObjectNode view(long id, MessageRow message, JsonNode file) {
    String name = file.path("filename").asString("file");
    String type = file.path("content_type").asString("application/octet-stream");
    String kind = type.split("/", 2)[0];
    boolean known = kind.equals("image") || kind.equals("audio") || kind.equals("video");
    ObjectNode view =
        Json.object()
            .put("id", id)
            .put("message_id", message.id)
            .put("file_type", known ? kind : "file")
            .put("account_id", message.accountId)
            .put("extension", name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT))
            .put("content_type", type)
            .put("data_url", url("blobs", id, name))
            .put("thumb_url", kind.equals("image") ? url("representations", id, name) : "")
            .put("file_size", file.path("size").asLong(0));
    view.set("width", file.path("width").isMissingNode() ? view.nullNode() : file.get("width"));
    view.set("height", file.path("height").isMissingNode() ? view.nullNode() : file.get("height"));
    return kind.equals("audio") ? view.put("transcribed_text", "") : view;
  }

  private static String url(String kind, long id, String name) {
    return "http://chatwoot.invalid/rails/active_storage/" + kind + "/redirect/" + id + "/" + name;
  }
}
