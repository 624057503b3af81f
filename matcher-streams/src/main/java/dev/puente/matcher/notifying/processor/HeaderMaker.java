package dev.puente.matcher.notifying.processor;

import dev.puente.schemas.topic.PuenteHeaders;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * Headers of what notifying writes. They depend on the content only: a record that is made again
 * after an aborted transaction has the same event id.
 */
final class HeaderMaker {
  private static final Pattern TRACEPARENT =
      Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

  private HeaderMaker() {}

  /**
   * The four headers.
   *
   * @param trace trace that goes on; null or unreadable: one that is made from the event id
   * @param content what makes the record unique, hashed into the event id
   */
  static Headers of(@Nullable String trace, String content, String tenant, SpecificRecord value) {
    String eventId = UUID.nameUUIDFromBytes(content.getBytes(StandardCharsets.UTF_8)).toString();
    Headers headers = new RecordHeaders();
    PuenteHeaders.put(headers, continued(trace, eventId), eventId, tenant, value);
    return headers;
  }

  private static String continued(@Nullable String trace, String eventId) {
    if (trace != null && TRACEPARENT.matcher(trace).matches()) {
      return trace;
    }
    String hex = eventId.replace("-", "");
    return "00-" + hex + "-" + hex.substring(0, 16) + "-00";
  }

  /** The trace of a record that was read; null when it has none, or something else there. */
  static @Nullable String trace(Headers headers) {
    String trace = PuenteHeaders.text(headers, PuenteHeaders.TRACEPARENT);
    return trace != null && TRACEPARENT.matcher(trace).matches() ? trace : null;
  }
}
