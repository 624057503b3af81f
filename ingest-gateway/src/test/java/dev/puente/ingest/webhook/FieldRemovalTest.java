package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Each field of each payload taken away, and each set to null: kept all the same. */
class FieldRemovalTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  static List<String> payloads() {
    return Payloads.names();
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void shouldKeepPayloadWithoutAnyOneField(String name) {
    // given
    int fields = containersOf(read(name)).stream().mapToInt(JsonNode::size).sum();

    // when
    List<ChatwootEvent> kept = new ArrayList<>();
    for (int i = 0; i < fields; i++) {
      for (boolean toNull : new boolean[] {false, true}) {
        JsonNode payload = read(name);
        if (change(payload, i, toNull)) {
          kept.add(Payloads.event(MAPPER.writeValueAsBytes(payload)));
        }
      }
    }

    // then
    assertThat(kept).hasSize(2 * (fields - 1));
    assertThat(kept).allSatisfy(event -> assertThat(event.getEventId()).isNotEmpty());
  }

  private static JsonNode read(String name) {
    return MAPPER.readTree(Payloads.bytes(name));
  }

  /** False for the one field that is needed. */
  private static boolean change(JsonNode root, int number, boolean toNull) {
    int left = number;
    for (JsonNode container : containersOf(root)) {
      if (left >= container.size()) {
        left -= container.size();
        continue;
      }
      if (container instanceof ArrayNode array) {
        if (toNull) {
          array.setNull(left);
        } else {
          array.remove(left);
        }
        return true;
      }
      ObjectNode object = (ObjectNode) container;
      String field = List.copyOf(object.propertyNames()).get(left);
      if (container == root && field.equals("event")) {
        return false;
      }
      if (toNull) {
        object.putNull(field);
      } else {
        object.remove(field);
      }
      return true;
    }
    throw new AssertionError("there is no field " + number);
  }

  private static List<JsonNode> containersOf(JsonNode root) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    return containers;
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }
}
