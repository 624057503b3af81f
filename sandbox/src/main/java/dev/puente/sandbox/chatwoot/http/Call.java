package dev.puente.sandbox.chatwoot.http;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.rules.Problem;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A request on its way through the simulator, with notes for the journal. Used by one thread. */
public final class Call {

  private final String method;
  private final String path;
  private final @Nullable String query;
  private final Function<String, @Nullable String> header;
  private final byte[] rawBody;
  private final Map<String, String> segments = new HashMap<>();
  private @Nullable JsonNode parsed;
  private @Nullable Long accountId;
  private @Nullable Long contactId;
  private @Nullable Long conversationId;

  /**
   * @param path decoded path
   * @param query the query string as sent
   * @param header gives the first value of a header, ignoring case
   */
  public Call(
      String method,
      String path,
      @Nullable String query,
      Function<String, @Nullable String> header,
      byte[] rawBody) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.header = header;
    this.rawBody = rawBody;
  }

  public String method() {
    return method;
  }

  public String path() {
    return path;
  }

  public @Nullable String query() {
    return query;
  }

  public @Nullable String header(String name) {
    return header.apply(name);
  }

  public byte[] rawBody() {
    return rawBody;
  }

  /**
   * The body as JSON; null when there is none or the request is no JSON.
   *
   * @throws Problem 400 for malformed JSON
   */
  public @Nullable JsonNode body() {
    String type = header("Content-Type");
    if (parsed != null || rawBody.length == 0 || type == null || !type.contains("json")) {
      return parsed;
    }
    try {
      parsed = Json.parse(rawBody);
      return parsed;
    } catch (JacksonException malformed) {
      throw Problem.framework(400, "Bad Request");
    }
  }

  /**
   * Query and body together, as Rails' {@code params}; the body wins.
   *
   * @throws Problem 400 for malformed JSON
   */
  public Params params() {
    ObjectNode params = Json.object();
    addForm(params, query);
    String type = header("Content-Type");
    if (type != null && type.startsWith("application/x-www-form-urlencoded")) {
      addForm(params, new String(rawBody, StandardCharsets.UTF_8));
    } else if (type != null && type.startsWith("multipart/form-data")) {
      Multipart.addTo(params, type, rawBody);
    }
    if (body() instanceof ObjectNode object) {
      Json.merge(params, object);
    }
    return Params.of(params);
  }

  private static void addForm(ObjectNode params, @Nullable String form) {
    if (form == null || form.isEmpty()) {
      return;
    }
    for (String pair : form.split("&")) {
      String[] parts = pair.split("=", 2);
      add(params, decode(parts[0]), parts.length < 2 ? "" : decode(parts[1]));
    }
  }

  /** Adds a text parameter; a name that ends in {@code []} collects an array. */
  static void add(ObjectNode params, String name, String value) {
    if (!name.endsWith("[]")) {
      params.put(name, value);
      return;
    }
    String key = name.substring(0, name.length() - 2);
    ArrayNode values = params.get(key) instanceof ArrayNode array ? array : params.putArray(key);
    values.add(value);
  }

  private static String decode(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      throw Problem.framework(400, "Bad Request");
    }
  }

  void segments(Map<String, String> values) {
    segments.putAll(values);
  }

  /** A variable segment of the path. */
  public String segment(String name) {
    String value = segments.get(name);
    if (value == null) {
      throw new IllegalStateException("no segment " + name);
    }
    return value;
  }

  /**
   * A variable segment as a number.
   *
   * @throws Problem 404 when it is none
   */
  public long id(String name) {
    Long id = Params.toNumber(segment(name));
    if (id == null) {
      throw Problem.notFound();
    }
    return id;
  }

  /** Notes for the journal whom the request concerned. */
  public void concerns(
      @Nullable Long account, @Nullable Long contact, @Nullable Long conversation) {
    accountId = account == null ? accountId : account;
    contactId = contact == null ? contactId : contact;
    conversationId = conversation == null ? conversationId : conversation;
  }

  @Nullable Long accountId() {
    return accountId;
  }

  @Nullable Long contactId() {
    return contactId;
  }

  @Nullable Long conversationId() {
    return conversationId;
  }

  static List<String> split(String path) {
    return List.of(path.replaceAll("^/+|/+$", "").split("/"));
  }
}
