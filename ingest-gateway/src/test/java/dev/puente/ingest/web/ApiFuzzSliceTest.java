package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.publish.Publication;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.Encoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Bodies changed at one place. Whatever is sent: no 5xx; a refusal names the field that was
 * changed; what is accepted is allowed by the document, and its record is read back equal.
 */
class ApiFuzzSliceTest {
  private static final int ROUNDS = 150;

  /** A changed field may be reported where several fields meet. */
  private static final Set<String> TOGETHER =
      Set.of(
          "id",
          "recipient_id",
          "client_id",
          "message",
          "inbox_id",
          "template_params",
          "send_at",
          "expires_at",
          "status",
          "type");

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          POST  | /api/notifications     | notify     | 1
          POST  | /api/notifications     | notify     | 2
          POST  | /api/notifications     | notify     | 3
          PATCH | /api/notifications/f-1 | reschedule | 4
          PUT   | /api/clients/17        | putClient  | 5
          PUT   | /api/contacts/9/link   | overrideLink | 6
          POST  | /api/subscriptions?tenant=clinic-ar | preRegister | 7
          POST  | /api/subscriptions/sub_1785146400_0a1b2c3d/status | changeSubscription | 8
          """)
  void shouldRefusePreciselyOrKeepWhatIsAllowed(
      String method, String path, String operation, int seed) throws IOException {
    RunningGateway gateway = RunningGateway.reset();
    OpenApiDocument document =
        new OpenApiDocument(
            gateway.send(HttpRequest.newBuilder(gateway.url("/openapi.json"))).body());
    JsonNode schema =
        document.operation(operation).node().at("/requestBody/content/application~1json/schema");
    ObjectNode valid = body(operation, seed);
    JsonMutations mutations = new JsonMutations(new Random(20261122L + seed));
    int accepted = 0;
    int refused = 0;
    for (int i = 0; i < ROUNDS; i++) {
      // given
      gateway.publisher().reset();
      gateway.views().put("notifications/clinic-ar/f-1", waiting());
      JsonMutations.Mutant mutant = mutations.of(valid);
      String text = mutant.body().toString();

      // when
      Answer answer = gateway.json("ar-all", method, path, text);

      // then
      String context = method + " " + path + " " + shortened(text) + " -> " + answer.text();
      assertThat(answer.status()).as(context).isIn(200, 201, 202, 400, 409, 413, 422);
      if (answer.status() < 300) {
        accepted++;
        assertThat(document.validate(schema, lenient(mutant.body()), false))
            .as(context)
            .filteredOn(problem -> !problem.contains("integer found"))
            .isEmpty();
        for (Publication kept : gateway.publisher().published()) {
          SpecificRecord value = Objects.requireNonNull(kept.value());
          assertThat(readBack(value)).as(context).isEqualTo(value);
        }
      } else if (answer.status() == 422) {
        refused++;
        assertThat(answer.errors()).as(context).isNotEmpty();
        assertThat(fields(answer))
            .as(context)
            .anyMatch(
                field ->
                    TOGETHER.contains(field) || mutant.tops().stream().anyMatch(field::startsWith));
        assertThat(gateway.publisher().published()).as(context).isEmpty();
      }
    }
    assertThat(accepted).isPositive();
    assertThat(refused).isGreaterThan(ROUNDS / 10);
  }

  private static List<String> fields(Answer answer) {
    return answer.body().path("errors").valueStream().map(e -> e.path("field").asString()).toList();
  }

  private static String shortened(String text) {
    return text.length() > 2_000 ? text.substring(0, 2_000) + "…" : text;
  }

  /** As the document says: null and blank texts count as absent. */
  private static JsonNode lenient(ObjectNode body) {
    ObjectNode copy = body.deepCopy();
    withoutNulls(copy, "client_id");
    return copy;
  }

  private static void withoutNulls(JsonNode node, String except) {
    if (node instanceof ObjectNode object) {
      for (String name : new ArrayList<>(object.propertyNames())) {
        JsonNode value = object.path(name);
        boolean blank = value.isString() && value.asString().isBlank();
        if ((value.isNull() || blank) && !name.equals(except)) {
          object.remove(name);
        } else {
          withoutNulls(object.path(name), except);
        }
      }
    } else if (node instanceof ArrayNode array) {
      array.forEach(item -> withoutNulls(item, except));
    }
  }

  private static SpecificRecord readBack(SpecificRecord value) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    Encoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);
    new SpecificDatumWriter<SpecificRecord>(value.getSchema()).write(value, encoder);
    encoder.flush();
    return new SpecificDatumReader<SpecificRecord>(value.getSchema())
        .read(null, DecoderFactory.get().binaryDecoder(bytes.toByteArray(), null));
  }

  private static ObjectNode waiting() {
    return json(
        "{\"notification_id\":\"f-1\",\"status\":\"WAITING\",\"recipient\":\"client/17\",\"as_of\":\"2026-07-27T10:00:00Z\"}");
  }

  private static ObjectNode body(String operation, int seed) {
    return json(
        switch (operation) {
          case "notify" -> notification(seed);
          case "reschedule" ->
              "{\"send_at\":\"2036-01-01T00:00:00Z\",\"expires_at\":\"2036-01-02T00:00:00Z\"}";
          case "putClient" ->
              "{\"id\":\"17\",\"first_name\":\"Ana\",\"last_name\":\"Pérez\",\"name\":\"Ana Pérez\",\"email\":\"a@b.co\",\"phones\":[\"11 15-2345-6789\"],"
                  + "\"region\":\"AR\",\"birthday\":\"1990-02-03\",\"locale\":\"es-AR\",\"time_zone\":\"UTC\",\"branch_id\":\"b\",\"active\":true,"
                  + "\"opt_outs\":[\"P\"],\"total_appointments\":4,\"last_appointment\":\"2026-07-20\",\"next_appointment\":\"2026-07-20T10:00:00Z\","
                  + "\"last_service\":\"x\",\"attributes\":{\"a\":1,\"b\":\"x\",\"c\":true,\"d\":1.5}}";
          case "overrideLink" -> "{\"client_id\":\"17\",\"why\":\"asked\"}";
          case "preRegister" ->
              "{\"lead\":{\"name\":\"Ana\",\"email\":\"a@b.co\",\"phone\":\"11 15-2345-6789\",\"whatsapp\":\"11 4567-8901\",\"province\":\"Córdoba\",\"type\":\"persona\",\"amount_range\":\"1-10\"},"
                  + "\"level_id\":\"gold\",\"consent\":{\"accepted\":true,\"version\":\"v1\",\"accepted_at\":\"2026-07-27T10:00:00Z\"},"
                  + "\"utm\":{\"utm_source\":\"x\",\"utm_medium\":\"y\",\"campaign_id\":\"1\",\"referrer\":\"https://a.example/\",\"timestamp\":\"t\"}}";
          default -> "{\"status\":\"paid\"}";
        });
  }

  private static String notification(int seed) {
    return switch (seed) {
      case 1 ->
          "{\"id\":\"f-1\",\"type\":\"X\",\"channel\":\"CHATWOOT\",\"recipient_id\":\"17\",\"message\":\"hola\",\"inbox_id\":12,"
              + "\"send_at\":\"2036-01-01T00:00:00Z\",\"expires_at\":\"2036-01-02T00:00:00Z\",\"priority\":\"BULK\",\"group\":\"g\",\"metadata\":{\"a\":1,\"b\":\"x\",\"c\":true}}";
      case 2 ->
          "{\"id\":\"f-2\",\"type\":\"X\",\"phone\":\"+5491123456789\",\"template\":{\"name\":\"a\",\"language\":\"es\",\"category\":\"UTILITY\",\"params\":{\"1\":\"x\",\"2\":3}}}";
      default ->
          "{\"id\":\"f-3\",\"type\":\"X\",\"contact_id\":9,\"template_params\":{\"name\":\"a\",\"language\":\"es\",\"namespace\":\"n\",\"processed_params\":{\"body\":{\"1\":\"x\"}}}}";
    };
  }

  private static ObjectNode json(String text) {
    return (ObjectNode) JsonMapper.shared().readTree(text);
  }
}
