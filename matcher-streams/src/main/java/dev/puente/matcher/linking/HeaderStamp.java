package dev.puente.matcher.linking;

import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.PuenteHeaders;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.jspecify.annotations.Nullable;

/**
 * Gives a record the headers that every record of Puente carries, and no others: the trace of the
 * record that caused it goes on, or a new one begins.
 */
final class HeaderStamp<V extends SpecificRecord>
    extends ContextualFixedKeyProcessor<String, @Nullable V, @Nullable V> {
  private static final String TRACE_VERSION = "00-";
  private static final String NOT_SAMPLED = "-00";
  private static final String TRACEPARENT = "00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}";

  private final RandomGenerator random;

  HeaderStamp(RandomGenerator random) {
    this.random = random;
  }

  @Override
  public void process(FixedKeyRecord<String, @Nullable V> record) {
    Headers headers = new RecordHeaders();
    String trace = PuenteHeaders.text(record.headers(), PuenteHeaders.TRACEPARENT);
    PuenteHeaders.put(
        headers,
        trace != null && trace.matches(TRACEPARENT) ? trace : newTrace(),
        hex() + hex(),
        TenantKey.parse(record.key()).tenant(),
        record.value());
    context().forward(record.withHeaders(headers));
  }

  private String newTrace() {
    return TRACE_VERSION + hex() + hex() + "-" + hex() + NOT_SAMPLED;
  }

  private String hex() {
    return HexFormat.of().toHexDigits(random.nextLong() | 1L);
  }
}
