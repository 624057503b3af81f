package dev.puente.ingest.json;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads untrusted JSON with limits on depth, names and numbers. Duplicate names and trailing text
 * are refused where a human wrote the request, kept lenient for Chatwoot.
 */
public final class JsonText {
  /** Deepest nesting of API requests. */
  public static final int API_DEPTH = 16;

  /** Deepest nesting of webhooks; Chatwoot's own payloads have about ten levels. */
  public static final int WEBHOOK_DEPTH = 100;

  private final JsonMapper mapper;

  private JsonText(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /** For requests that people write. */
  public static JsonText strict() {
    return new JsonText(
        builder(API_DEPTH)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build());
  }

  /** For payloads of other systems; decimals keep their digits. */
  public static JsonText lenient() {
    return new JsonText(
        builder(WEBHOOK_DEPTH)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build());
  }

  private static JsonMapper.Builder builder(int depth) {
    StreamReadConstraints limits =
        StreamReadConstraints.builder()
            .maxNestingDepth(depth)
            .maxNameLength(1_000)
            .maxNumberLength(60)
            .maxTokenCount(500_000)
            .build();
    return JsonMapper.builder(JsonFactory.builder().streamReadConstraints(limits).build());
  }

  /** The object that the bytes hold; empty when they are not one readable JSON object. */
  public Optional<ObjectNode> object(byte[] bytes) {
    try {
      JsonNode node = mapper.readTree(bytes);
      return node instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** A tree as compact text. Halves of surrogate pairs are written as escapes. */
  public String write(JsonNode node) {
    // As bytes: text that is nearly always ASCII is not looked at character by character.
    return new String(mapper.writeValueAsBytes(node), StandardCharsets.UTF_8);
  }
}
