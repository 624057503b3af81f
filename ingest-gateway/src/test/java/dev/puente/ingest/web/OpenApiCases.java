package dev.puente.ingest.web;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.testing.FakePublisher.Mode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** At least one request for every operation and every status that the document names for it. */
final class OpenApiCases {
  private static final String SUB = "sub_1785146400_0a1b2c3d";
  private static final String AT = "\"2026-07-27T10:00:00Z\"";
  private static final String NOTIFICATION =
      "{\"id\":\"%s\",\"type\":\"REMINDER\",\"recipient_id\":\"17\",\"message\":\"%s\",\"metadata\":{\"a\":1}}";
  private static final String FORM =
      "{\"lead\":{\"name\":\"Ana\",\"email\":\"ana@example.com\",\"whatsapp\":\"11 15-2345-6789\",\"type\":\"persona\"},"
          + "\"level_id\":\"gold\",\"consent\":{\"accepted\":true,\"version\":\"v1\",\"accepted_at\":"
          + AT
          + "},\"utm\":{\"utm_source\":\"x\"}}";
  private static final String CLIENT =
      "{\"first_name\":\"Ana\",\"email\":\"ana@example.com\",\"phones\":[\"11 15-2345-6789\",\"12\"],\"region\":\"AR\","
          + "\"birthday\":\"1990-02-03\",\"locale\":\"es-AR\",\"time_zone\":\"America/Argentina/Cordoba\",\"branch_id\":\"b\","
          + "\"active\":true,\"opt_outs\":[\"PROMO\"],\"total_appointments\":4,\"last_appointment\":\"2026-07-20\","
          + "\"next_appointment\":\"2026-08-20T10:00:00-03:00\",\"last_service\":\"corte\",\"attributes\":{\"plan\":\"gold\",\"n\":1.5}}";
  private static final String EVENT =
      "{\"event\":\"conversation_created\",\"account\":{\"id\":%d}}";
  private static final String LONG = "\"" + "x".repeat(70_000) + "\"";

  private final List<OpenApiCase> cases = new ArrayList<>();

  static List<OpenApiCase> all() {
    OpenApiCases all = new OpenApiCases();
    all.webhooks("receive", "greet", "/api/webhooks/chatwoot");
    all.webhooks("receiveTenant", "greetTenant", "/api/webhooks/chatwoot/clinic-ar");
    all.webhookTenants();
    all.notify("/api/notifications");
    all.batch("/api/notifications/batch");
    all.queued("/api/notifications/n-1");
    all.clients("/api/clients/17");
    all.interactions("/api/clients/17/interactions");
    all.imports("/api/clients/import");
    all.links("/api/contacts/4021/link");
    all.form("/api/subscriptions");
    all.subscriptions("/api/subscriptions/" + SUB);
    all.resources();
    return all.cases;
  }

  private void add(OpenApiCase... more) {
    cases.addAll(List.of(more));
  }

  private static OpenApiCase of(String operation, int status, String path) {
    return OpenApiCase.of(operation, status, path);
  }

  private static Consumer<RunningGateway> kafka(Mode mode) {
    return gateway -> gateway.publisher().behave(mode);
  }

  private static Consumer<RunningGateway> matcherAway() {
    return gateway -> gateway.views().goAway();
  }

  private static Consumer<RunningGateway> known(String view, String json) {
    return gateway ->
        gateway.views().put(view, (ObjectNode) JsonMapper.builder().build().readTree(json));
  }

  /** 401 without, 403 with a key of another scope, 406 for who can read no JSON. */
  private void keys(String operation, String path, String wrong, String body) {
    OpenApiCase one = of(operation, 401, path).key(null);
    OpenApiCase other = of(operation, 403, path).key(wrong);
    add(body.isEmpty() ? one : one.json(body), body.isEmpty() ? other : other.json(body));
    add(of(operation, 401, path).key("nobody"));
    OpenApiCase picky = of(operation, 406, path);
    add(body.isEmpty() ? picky : picky.json(body));
  }

  /** What every operation with a JSON body refuses. */
  private void bodies(String operation, String path) {
    add(
        of(operation, 400, path).json("{\"id\":"),
        of(operation, 413, path).json("{\"id\":" + LONG + "}"),
        of(operation, 415, path).body("application/xml", "<a/>"),
        of(operation, 422, path).json("{\"statsu\":\"x\",\"sendAt\":1}"));
  }

  private void webhooks(String receive, String greet, String path) {
    String event = EVENT.formatted(3);
    add(
        of(greet, 200, path).key(null),
        of(receive, 200, path).json(event).signed("ar-new-secret"),
        of(receive, 200, path)
            .json("{\"event\":\"brand_new\",\"account\":{\"id\":3}}")
            .signed("ar-old-secret"),
        of(receive, 400, path).json("{\"account\":{\"id\":3}}").signed("ar-new-secret"),
        of(receive, 400, path).json("[").signed("ar-new-secret"),
        of(receive, 401, path).json(event).signed("wrong"),
        of(receive, 401, path).json(event).key(null),
        of(receive, 413, path).json("x".repeat(4 * 1024 * 1024 + 1)).signed("ar-new-secret"),
        of(receive, 503, path).json(event).signed("ar-new-secret").given(kafka(Mode.FAIL)));
  }

  private void webhookTenants() {
    add(
        of("receive", 404, "/api/webhooks/chatwoot")
            .json(EVENT.formatted(78))
            .signed("twin-secret"),
        of("receiveTenant", 404, "/api/webhooks/chatwoot/nobody")
            .json(EVENT.formatted(3))
            .signed("ar-new-secret"),
        of("greetTenant", 404, "/api/webhooks/chatwoot/nobody").key(null));
  }

  private void notify(String path) {
    String send = NOTIFICATION.formatted("open-1", "hola");
    add(
        of("notify", 202, path).json(send),
        of("notify", 202, path)
            .json(
                "{\"id\":\"open-2\",\"type\":\"T\",\"channel\":\"CHATWOOT\",\"phone\":\"+5491123456789\",\"template\":{\"name\":\"r\",\"language\":\"es\",\"category\":\"UTILITY\",\"params\":{\"1\":\"Ana\"}},"
                    + "\"inbox_id\":12,\"send_at\":\"2036-07-27T10:00:00Z\",\"expires_at\":\"2036-07-28T10:00:00Z\",\"priority\":\"BULK\",\"group\":\"g\"}"),
        of("notify", 202, path)
            .json(
                "{\"id\":\"open-3\",\"type\":\"T\",\"contact_id\":9,\"template_params\":{\"name\":\"r\",\"language\":\"es\",\"namespace\":\"n\",\"processed_params\":{\"body\":{\"1\":\"Ana\"}}}}"),
        of("notify", 409, path)
            .json(NOTIFICATION.formatted("open-4", "b"))
            .given(
                gateway ->
                    gateway.json("ar-all", "POST", path, NOTIFICATION.formatted("open-4", "a"))),
        of("notify", 503, path)
            .json(NOTIFICATION.formatted("open-5", "b"))
            .given(kafka(Mode.KNOWN_DOWN)));
    keys("notify", path, "ar-read", send);
    bodies("notify", path);
  }

  private void batch(String path) {
    String type = NdjsonWriter.MEDIA_TYPE;
    String line = NOTIFICATION.formatted("open-6", "a") + "\n";
    add(
        of("notifyBatch", 200, path).body(type, line),
        of("notifyBatch", 200, path)
            .body(
                "application/jsonl",
                line + "{\"id\":\"open-7\"}\nx\n" + NOTIFICATION.formatted("open-6", "b")),
        of("notifyBatch", 401, path).body(type, line).key(null),
        of("notifyBatch", 403, path).body(type, line).key("ar-read"),
        of("notifyBatch", 406, path).body(type, line),
        of("notifyBatch", 415, path).body("text/csv", line),
        of("notifyBatch", 503, path).body(type, line).given(kafka(Mode.KNOWN_DOWN)));
  }

  private void queued(String path) {
    String view = "notifications/clinic-ar/n-1";
    String shape =
        "{\"notification_id\":\"n-1\",\"status\":\"%s\",\"waiting_until\":%s,\"type\":\"T\",\"recipient\":\"client/17\",\"contact_id\":9,"
            + "\"accepted_at\":%s,\"updated_at\":%s,\"history\":[{\"status\":\"ACCEPTED\",\"at\":%s},{\"status\":\"WAITING\",\"at\":%s,\"reason\":\"QUIET_HOURS\",\"until\":%s}],"
            + "\"metadata\":{\"a\":\"1\"},\"request_digest\":\"d\",\"as_of\":%s}";
    Consumer<RunningGateway> waiting =
        known(view, shape.formatted("WAITING", AT, AT, AT, AT, AT, AT, AT));
    Consumer<RunningGateway> sent =
        known(view, shape.formatted("SENT", AT, AT, AT, AT, AT, AT, AT));
    String times = "{\"send_at\":\"2036-07-27T10:00:00Z\"}";
    add(
        of("timeline", 200, path).given(waiting),
        of("timeline", 200, path).key("ar-read").given(sent),
        of("timeline", 404, path),
        of("timeline", 503, path).given(matcherAway()),
        of("cancel", 202, path).given(waiting),
        of("cancel", 404, path),
        of("cancel", 409, path).given(sent),
        of("cancel", 503, path).given(waiting.andThen(kafka(Mode.KNOWN_DOWN))),
        of("reschedule", 202, path).json(times).given(waiting),
        of("reschedule", 404, path).json(times),
        of("reschedule", 409, path).json(times).given(sent),
        of("reschedule", 503, path).json(times).given(matcherAway()));
    keys("timeline", path, "ar-hashed", "");
    keys("cancel", path, "ar-read", "");
    keys("reschedule", path, "ar-read", times);
    bodies("reschedule", path);
  }

  private void clients(String path) {
    Consumer<RunningGateway> known =
        known(
            "clients/clinic-ar/17",
            "{\"id\":\"17\",\"phones\":[],\"active\":true,\"opt_outs\":[],\"attributes\":{},\"origin\":\"API\",\"phone_keys\":[],\"contacts\":[{\"contact_id\":9,\"state\":\"LINKED\",\"rule\":\"PHONE\"}],\"as_of\":"
                + AT
                + "}");
    add(
        of("putClient", 200, path).json(CLIENT).given(known),
        of("putClient", 200, path).json("{}"),
        of("putClient", 503, path).json(CLIENT).given(kafka(Mode.KNOWN_DOWN)),
        of("getClient", 200, path).given(known),
        of("getClient", 200, "/api/clients/fresh-17")
            .given(gateway -> gateway.json("ar-all", "PUT", "/api/clients/fresh-17", CLIENT)),
        of("getClient", 404, "/api/clients/nobody"),
        of("getClient", 503, path).given(matcherAway()),
        of("eraseClient", 204, path),
        of("eraseClient", 503, path).given(kafka(Mode.KNOWN_DOWN)));
    keys("putClient", path, "ar-notify", CLIENT);
    keys("getClient", path, "ar-notify", "");
    keys("eraseClient", path, "ar-read", "");
    bodies("putClient", path);
  }

  private void interactions(String path) {
    String page =
        "{\"client_id\":\"17\",\"interactions\":[{\"message_id\":1,\"contact_id\":9,\"conversation_id\":3,\"inbox_id\":12,\"direction\":\"OUTBOUND\",\"at\":"
            + AT
            + ",\"content_type\":\"text\",\"length\":4,\"text\":\"hola\",\"from_puente\":true,\"notification_id\":\"n-1\"}],"
            + "\"next_before\":\"1785146400000-1\",\"as_of\":"
            + AT
            + "}";
    add(
        of("clientInteractions", 200, path)
            .given(known("interactions/clinic-ar/17/null/null", page)),
        of("clientInteractions", 200, path + "?limit=1&before=1785146400000-2")
            .given(known("interactions/clinic-ar/17/1/1785146400000-2", page)),
        of("clientInteractions", 404, path),
        of("clientInteractions", 422, path + "?limit=101"),
        of("clientInteractions", 422, path + "?limit=x&before=x"),
        of("clientInteractions", 503, path).given(matcherAway()));
    keys("clientInteractions", path, "ar-notify", "");
  }

  private void imports(String path) {
    String type = NdjsonWriter.MEDIA_TYPE;
    String line = "{\"id\":\"17\",\"phones\":[\"11 15-2345-6789\"]}\n";
    add(
        of("importClients", 200, path).body(type, line),
        of("importClients", 200, path)
            .body("application/jsonl", line + "{\"id\":\"x\",\"email\":\"no\"}\n[\n"),
        of("importClients", 200, path)
            .body(
                "text/csv",
                "id,first_name,phones,attributes.plan\n17,Ana,\"11 15-2345-6789|12\",gold\n18,B\n"),
        of("importClients", 401, path).body(type, line).key(null),
        of("importClients", 403, path).body(type, line).key("ar-read"),
        of("importClients", 406, path).body(type, line),
        of("importClients", 415, path).body("application/xml", line),
        of("importClients", 422, path).body("text/csv", "first_name,id\nAna,17\n"),
        of("importClients", 503, path).body(type, line).given(kafka(Mode.KNOWN_DOWN)));
  }

  private void links(String path) {
    String body = "{\"client_id\":\"17\",\"why\":\"asked\"}";
    add(
        of("explainLink", 200, path)
            .given(
                known(
                    "links/clinic-ar/4021",
                    "{\"contact_id\":4021,\"state\":\"LINKED\",\"client_id\":\"17\",\"rule\":\"PHONE\",\"phone_key_source\":\"CHANNEL\",\"owner_count\":1,\"decided_at\":"
                        + AT
                        + ",\"explanation\":\"x\",\"yielding\":[\"18\"],\"evidence\":{\"event_id\":\"e\",\"value\":\"+54***89\"},\"as_of\":"
                        + AT
                        + "}")),
        of("explainLink", 404, path),
        of("explainLink", 503, path).given(matcherAway()),
        of("overrideLink", 202, path).json(body),
        of("overrideLink", 202, path).json("{\"client_id\":null}"),
        of("overrideLink", 404, "/api/contacts/x/link").json(body),
        of("overrideLink", 503, path).json(body).given(kafka(Mode.KNOWN_DOWN)),
        of("releaseLink", 202, path),
        of("releaseLink", 404, "/api/contacts/0/link"),
        of("releaseLink", 503, path).given(kafka(Mode.KNOWN_DOWN)));
    keys("explainLink", path, "ar-notify", "");
    keys("overrideLink", path, "ar-read", body);
    keys("releaseLink", path, "ar-read", "");
    bodies("overrideLink", path);
  }

  private void form(String path) {
    String mine = path + "?tenant=clinic-ar";
    add(
        of("preRegister", 201, mine).json(FORM).key(null),
        of("preRegister", 201, path + "?tenant=shop-mx").json(FORM).key(null),
        of("preRegister", 409, mine)
            .json(FORM)
            .key(null)
            .given(
                gateway ->
                    gateway.send(
                        gateway
                            .request("", mine)
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", OpenApiContractSliceTest.IDEMPOTENCY_KEY)
                            .POST(
                                java.net.http.HttpRequest.BodyPublishers.ofString(
                                    FORM.replace("Ana", "Eva"))))),
        of("preRegister", 429, mine).json(FORM).key(null),
        of("preRegister", 503, mine).json(FORM).key(null).given(kafka(Mode.FAIL)));
    bodies("preRegister", mine);
  }

  private void subscriptions(String path) {
    String shape =
        "{\"subscription_id\":\"%s\",\"status\":\"paid\",\"sync_state\":\"SYNCED\",\"chatwoot_contact_id\":9,\"chatwoot_source_id\":\"s\",\"chatwoot_identifier\":\"puente:x\",\"redirect_url\":\"\","
            + "\"level_id\":\"gold\",\"lead\":{\"name\":\"Ana\"},\"consent\":{\"version\":\"v1\",\"accepted_at\":%s},\"utm\":{\"utm_source\":\"x\"},\"created_at\":%s,\"updated_at\":%s,"
            + "\"history\":[{\"at\":%s,\"status\":\"paid\",\"detail\":\"API\"}],\"status_token_hash\":\"%s\",\"as_of\":%s}";
    Consumer<RunningGateway> known =
        known(
            "subscriptions/clinic-ar/" + SUB,
            shape.formatted(SUB, AT, AT, AT, AT, sha256("00ff"), AT));
    String body = "{\"status\":\"paid\"}";
    add(
        of("subscription", 200, path).given(known),
        of("subscription", 200, path + "?tenant=clinic-ar&token=00ff").key(null).given(known),
        of("subscription", 404, path + "?tenant=clinic-ar&token=00fe").key(null).given(known),
        of("subscription", 404, path),
        of("subscription", 503, path).given(matcherAway()),
        of("changeSubscription", 202, path + "/status").json(body),
        of("changeSubscription", 404, "/api/subscriptions/sub_x/status").json(body),
        of("changeSubscription", 503, path + "/status").json(body).given(kafka(Mode.KNOWN_DOWN)));
    add(of("subscription", 401, path).key(null), of("subscription", 401, path).key("nobody"));
    add(of("subscription", 403, path).key("ar-notify"));
    keys("changeSubscription", path + "/status", "ar-read", body);
    bodies("changeSubscription", path + "/status");
  }

  private void resources() {
    add(
        of("openApi", 200, "/openapi.json").key(null),
        of("openApiPage", 200, "/openapi.html").key(null),
        of("script", 200, "/puente.js").key(null));
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256")
                  .digest(text.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }
}
