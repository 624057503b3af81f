package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.ingest.problem.ProblemException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whatever is done to a payload: it is kept and can be read back, or it is a clean refusal. */
class PayloadFuzzPropertyTest {
  private static final List<String> FILES = Payloads.names();
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Property(tries = 1500)
  void shouldSurviveRemovedAndReplacedFields(
      @ForAll @IntRange(min = 0, max = 1000) int file,
      @ForAll @IntRange(min = 1, max = 6) int changes,
      @ForAll long seed)
      throws IOException {
    // given
    Random random = new Random(seed);
    JsonNode payload = MAPPER.readTree(Payloads.bytes(FILES.get(file % FILES.size())));
    for (int i = 0; i < changes; i++) {
      change(payload, random);
    }

    // then
    keptOrRefused(MAPPER.writeValueAsBytes(payload));
  }

  @Property(tries = 1500)
  void shouldSurviveChangedBytes(
      @ForAll @IntRange(min = 0, max = 1000) int file,
      @ForAll @IntRange(min = 1, max = 5) int changes,
      @ForAll long seed)
      throws IOException {
    // given
    Random random = new Random(seed);
    byte[] bytes = Payloads.bytes(FILES.get(file % FILES.size()));
    for (int i = 0; i < changes; i++) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
    }

    // then
    keptOrRefused(bytes);
    IdScan.of(bytes);
  }

  private static void keptOrRefused(byte[] bytes) throws IOException {
    ChatwootEvent event;
    try {
      event = Payloads.event(bytes);
    } catch (ProblemException e) {
      assertThat(e.problem().status()).isEqualTo(400);
      return;
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(out, null);
    new SpecificDatumWriter<>(ChatwootEvent.class).write(event, encoder);
    encoder.flush();
    ChatwootEvent read =
        new SpecificDatumReader<>(ChatwootEvent.class)
            .read(null, DecoderFactory.get().binaryDecoder(out.toByteArray(), null));
    assertThat(read).isEqualTo(event);
    assertThat(MAPPER.readTree(read.getRaw()).isObject()).isTrue();
  }

  private static void change(JsonNode root, Random random) {
    List<JsonNode> containers = new ArrayList<>();
    collect(root, containers);
    JsonNode target = containers.get(random.nextInt(containers.size()));
    if (target instanceof ObjectNode object && !object.isEmpty()) {
      List<String> names = List.copyOf(object.propertyNames());
      String name = names.get(random.nextInt(names.size()));
      if (random.nextInt(3) == 0) {
        object.remove(name);
      } else {
        object.set(name, value(random));
      }
    } else if (target instanceof ArrayNode array && !array.isEmpty()) {
      array.set(random.nextInt(array.size()), value(random));
    }
  }

  private static void collect(JsonNode node, List<JsonNode> containers) {
    if (node.isContainer()) {
      containers.add(node);
      node.forEach(child -> collect(child, containers));
    }
  }

  private static JsonNode value(Random random) {
    JsonNodeFactory make = JsonNodeFactory.instance;
    return switch (random.nextInt(12)) {
      case 0 -> make.nullNode();
      case 1 -> make.booleanNode(random.nextBoolean());
      case 2 -> make.numberNode(random.nextLong());
      case 3 -> make.numberNode(random.nextDouble() * 1e300);
      case 4 -> make.numberNode(new java.math.BigInteger("99999999999999999999999"));
      case 5 -> make.stringNode("");
      case 6 -> make.stringNode("x".repeat(random.nextInt(5000)));
      case 7 -> make.stringNode("\u0000\ud83d\ufffd");
      case 8 -> make.arrayNode();
      case 9 -> make.arrayNode().add(1).addNull().add("a");
      case 10 -> make.objectNode();
      default -> make.objectNode().put("id", random.nextInt()).put("phone_number", 7);
    };
  }
}
