package dev.puente.schemas.topic;

import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/** The headers that every record written by Puente carries. Values are UTF-8 text. */
public final class PuenteHeaders {
  /** W3C trace context. */
  public static final String TRACEPARENT = "traceparent";

  /** Content-derived or random id of the record. */
  public static final String EVENT_ID = "event-id";

  /** Tenant id. */
  public static final String TENANT = "tenant";

  /** Full name of the record type. */
  public static final String SCHEMA = "schema";

  private PuenteHeaders() {}

  /** Puts the four headers, replacing earlier ones; a tombstone has no {@code schema}. */
  public static void put(
      Headers headers,
      String traceparent,
      String eventId,
      String tenant,
      @Nullable SpecificRecord value) {
    set(headers, TRACEPARENT, traceparent);
    set(headers, EVENT_ID, eventId);
    set(headers, TENANT, tenant);
    if (value != null) {
      set(headers, SCHEMA, value.getSchema().getFullName());
    }
  }

  /** The text of the last header of that name; null when there is none. */
  public static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }

  private static void set(Headers headers, String name, String value) {
    headers.remove(name);
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
