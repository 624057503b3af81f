package dev.puente.ingest.web;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Changes one place of a JSON object: another value, another name, gone, or something more. */
final class JsonMutations {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  /** Texts that have broken readers before. */
  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "\u0000",
          "\u001b[31m",
          "\uD800",
          "a\uDC00b",
          "\uFEFF",
          "\u202Eabc",
          "😀".repeat(40),
          "x".repeat(300),
          "x".repeat(5_000),
          "null",
          "NaN",
          "-1",
          "1e400",
          "2026-02-30",
          "2026-13-01T25:61:00Z",
          "9999-12-31T23:59:59Z",
          "+999999999-01-01T00:00:00Z",
          "../../etc",
          "{{7*7}}",
          "<script>alert(1)</script>",
          "' or 1=1 --",
          "%00%s%n",
          "sub_1_00000000",
          "٣٤٥٦",
          "Ａ");

  private final Random random;

  JsonMutations(Random random) {
    this.random = random;
  }

  private record Place(ObjectNode object, String name, String top) {}

  /**
   * A changed copy.
   *
   * @param tops names of the top-level fields that are concerned: of a renamed one both
   */
  record Mutant(ObjectNode body, Set<String> tops) {}

  Mutant of(ObjectNode body) {
    ObjectNode copy = body.deepCopy();
    List<Place> places = new ArrayList<>();
    collect(copy, "", places);
    Place place = places.get(random.nextInt(places.size()));
    JsonNode old = place.object().path(place.name());
    switch (random.nextInt(8)) {
      case 0 -> place.object().remove(place.name());
      case 1 -> {
        String name = misspelt(place.name());
        place.object().remove(place.name());
        place.object().set(name, old);
        return new Mutant(
            copy, new HashSet<>(List.of(place.top(), place.object() == copy ? name : place.top())));
      }
      case 2 -> {
        place.object().put("extra_" + random.nextInt(100), 1);
        return new Mutant(copy, Set.of(place.object() == copy ? "extra_" : place.top()));
      }
      case 3 -> place.object().set(place.name(), NODES.arrayNode().add(old));
      default -> place.object().set(place.name(), value());
    }
    return new Mutant(copy, Set.of(place.top()));
  }

  private static void collect(ObjectNode object, String top, List<Place> places) {
    for (String name : object.propertyNames()) {
      String first = top.isEmpty() ? name : top;
      places.add(new Place(object, name, first));
      if (object.get(name) instanceof ObjectNode child) {
        collect(child, first, places);
      }
    }
  }

  private String misspelt(String name) {
    int at = random.nextInt(name.length());
    return switch (random.nextInt(3)) {
      case 0 -> name.substring(0, at) + "q" + name.substring(at);
      case 1 -> name.toUpperCase(java.util.Locale.ROOT);
      default -> name.replace("_", "") + "s";
    };
  }

  private JsonNode value() {
    return switch (random.nextInt(12)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2 -> NODES.numberNode(random.nextLong());
      case 3 -> MAPPER.readTree("123456789012345678901234567890");
      case 4 -> NODES.numberNode(random.nextDouble() * 1e9);
      case 5 -> NODES.numberNode(1e300);
      case 6 -> NODES.arrayNode().add(value()).add(1).addNull();
      case 7 -> NODES.objectNode().set("a", value());
      case 8 -> many();
      default -> NODES.stringNode(TEXTS.get(random.nextInt(TEXTS.size())));
    };
  }

  private ArrayNode many() {
    ArrayNode many = NODES.arrayNode();
    for (int i = 0; i < 300; i++) {
      many.add("11 15-2345-6" + i);
    }
    return many;
  }
}
