package dev.puente.notifier.deadletter;

import dev.puente.event.v1.DeadLetter;
import dev.puente.event.v1.HeaderEntry;
import dev.puente.schemas.topic.PuenteHeaders;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes records that were given up to {@code dead-letters}. Thread-safe. */
public final class DeadLetters {
  private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);
  private static final String APPLICATION = "notifier-worker";
  private static final String NO_TENANT = "unknown";

  private final Producer<byte[], byte[]> producer;
  private final Serializer<DeadLetter> serializer;
  private final String topic;
  private final InstantSource clock;
  private final Duration limit;

  /**
   * A writer.
   *
   * @param limit longest wait for one acknowledgement
   */
  public DeadLetters(
      Producer<byte[], byte[]> producer,
      Serializer<DeadLetter> serializer,
      String topic,
      InstantSource clock,
      Duration limit) {
    this.producer = producer;
    this.serializer = serializer;
    this.topic = topic;
    this.clock = clock;
    this.limit = limit;
  }

  /**
   * Keeps a record and waits for the acknowledgement.
   *
   * @param reason machine-readable, without personal data
   * @param traceparent of this record
   * @param eventId of this record
   * @return false when it was not acknowledged in time
   */
  public boolean publish(
      ConsumerRecord<byte[], byte[]> origin, String reason, String traceparent, String eventId) {
    try {
      producer
          .send(record(origin, reason, traceparent, eventId))
          .get(limit.toMillis(), TimeUnit.MILLISECONDS);
      LOG.error(
          "record given up topic={} partition={} offset={} reason={}",
          origin.topic(),
          origin.partition(),
          origin.offset(),
          reason);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("dead letter not acknowledged error={}", e.getClass().getSimpleName());
    }
    return false;
  }

  private ProducerRecord<byte[], byte[]> record(
      ConsumerRecord<byte[], byte[]> origin, String reason, String traceparent, String eventId) {
    DeadLetter value =
        DeadLetter.newBuilder()
            .setOriginTopic(origin.topic())
            .setOriginPartition(origin.partition())
            .setOriginOffset(origin.offset())
            .setOriginalKey(buffer(origin.key()))
            .setOriginalValue(buffer(origin.value()))
            .setOriginalHeaders(headers(origin.headers()))
            .setApplication(APPLICATION)
            .setReasonClass(reason)
            .setFailedAt(clock.instant())
            .build();
    var record = new ProducerRecord<>(topic, origin.key(), serializer.serialize(topic, value));
    String tenant = PuenteHeaders.text(origin.headers(), PuenteHeaders.TENANT);
    PuenteHeaders.put(
        record.headers(), traceparent, eventId, tenant == null ? NO_TENANT : tenant, value);
    return record;
  }

  private static List<HeaderEntry> headers(Headers headers) {
    List<HeaderEntry> entries = new ArrayList<>();
    for (Header header : headers) {
      entries.add(
          HeaderEntry.newBuilder().setName(header.key()).setValue(buffer(header.value())).build());
    }
    return entries;
  }

  private static @Nullable ByteBuffer buffer(byte @Nullable [] bytes) {
    return bytes == null ? null : ByteBuffer.wrap(bytes);
  }
}
