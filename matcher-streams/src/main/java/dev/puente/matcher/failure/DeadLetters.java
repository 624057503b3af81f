package dev.puente.matcher.failure;

import dev.puente.event.v1.DeadLetter;
import dev.puente.event.v1.HeaderEntry;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.PuenteHeaders;
import dev.puente.schemas.topic.Topic;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/**
 * Makes the dead letter of a record. The exception handlers give it to Kafka Streams as a native
 * dead-letter record (KIP-1034), so it is written by the task's own producer in the task's
 * transaction: exactly as often as the record is skipped.
 */
public final class DeadLetters {
  /** Key of this object in the configuration of a Streams application. */
  public static final String CONFIG = "puente.dead-letters";

  private static final int VALUE_LIMIT_BYTES = 7 * 1024 * 1024;
  private static final String NO_TRACE = "00-00000000000000000000000000000001-0000000000000001-00";

  private final Topic<DeadLetter> topic;
  private final Serializer<DeadLetter> serializer;
  private final String application;
  private final InstantSource clock;
  private final Consumer<String> given;

  /**
   * Dead letters of one application.
   *
   * @param given told the reason of each record that is given up, to count it
   */
  public DeadLetters(
      Topic<DeadLetter> topic,
      Serializer<DeadLetter> serializer,
      String application,
      InstantSource clock,
      Consumer<String> given) {
    this.topic = topic;
    this.serializer = serializer;
    this.application = application;
    this.clock = clock;
    this.given = given;
  }

  /** The dead letter of the record that the handler was called for. */
  ProducerRecord<byte[], byte[]> of(ErrorHandlerContext context, String reasonClass) {
    byte[] key = context.sourceRawKey();
    byte[] value = context.sourceRawValue();
    boolean tooLarge = value != null && value.length > VALUE_LIMIT_BYTES;
    DeadLetter letter =
        DeadLetter.newBuilder()
            .setOriginTopic(context.topic())
            .setOriginPartition(context.partition())
            .setOriginOffset(context.offset())
            .setOriginalKey(wrap(key))
            .setOriginalValue(tooLarge ? null : wrap(value))
            .setOriginalHeaders(entries(context.headers()))
            .setApplication(application)
            .setReasonClass(reasonClass)
            .setFailedAt(clock.instant())
            .build();
    Headers headers = new RecordHeaders();
    PuenteHeaders.put(headers, trace(context.headers()), eventId(context), tenant(key), letter);
    given.accept(reasonClass);
    byte[] bytes = serializer.serialize(topic.name(), headers, letter);
    return new ProducerRecord<>(topic.name(), null, null, key, bytes, headers);
  }

  private static @Nullable ByteBuffer wrap(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }

  private static List<HeaderEntry> entries(@Nullable Headers headers) {
    return headers == null
        ? List.of()
        : StreamSupport.stream(headers.spliterator(), false)
            .map(h -> new HeaderEntry(h.key(), wrap(h.value())))
            .toList();
  }

  private static String trace(@Nullable Headers headers) {
    String found = headers == null ? null : PuenteHeaders.text(headers, PuenteHeaders.TRACEPARENT);
    return found == null ? NO_TRACE : found;
  }

  private static String eventId(ErrorHandlerContext context) {
    return context.topic() + "-" + context.partition() + "-" + context.offset();
  }

  private static String tenant(byte @Nullable [] key) {
    if (key == null) {
      return "";
    }
    String text = new String(key, StandardCharsets.UTF_8);
    int colon = text.indexOf(':');
    String tenant = colon < 0 ? "" : text.substring(0, colon);
    return TenantKey.isTenant(tenant) ? tenant : "";
  }
}
