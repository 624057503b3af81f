package dev.puente.notifier.command;

import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ContactReading;
import dev.puente.event.v1.ResultCode;
import dev.puente.notifier.delivery.Answer;
import dev.puente.schemas.topic.PuenteHeaders;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers to {@code command-results}. Thread-safe. */
final class ResultPublisher implements Replies {
  private static final Logger LOG = LoggerFactory.getLogger(ResultPublisher.class);

  private final Producer<byte[], byte[]> producer;
  private final Serializer<CommandResult> serializer;
  private final String topic;
  private final String worker;
  private final Traces traces;
  private final Duration limit;

  /**
   * A publisher.
   *
   * @param worker name of this instance
   * @param limit longest wait for one acknowledgement
   */
  ResultPublisher(
      Producer<byte[], byte[]> producer,
      Serializer<CommandResult> serializer,
      String topic,
      String worker,
      Traces traces,
      Duration limit) {
    this.producer = producer;
    this.serializer = serializer;
    this.topic = topic;
    this.worker = worker;
    this.traces = traces;
    this.limit = limit;
  }

  @Override
  public boolean publish(Reply reply) {
    return acknowledged(() -> record(reply));
  }

  private boolean acknowledged(Supplier<ProducerRecord<byte[], byte[]>> record) {
    try {
      producer.send(record.get()).get(limit.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      LOG.warn("answer not acknowledged error={}", e.getClass().getSimpleName());
    }
    return false;
  }

  private ProducerRecord<byte[], byte[]> record(Reply reply) {
    CommandResult value = result(reply);
    var record =
        new ProducerRecord<>(
            topic,
            reply.key().text().getBytes(java.nio.charset.StandardCharsets.UTF_8),
            serializer.serialize(topic, value));
    PuenteHeaders.put(
        record.headers(),
        traces.childOf(reply.traceparent()),
        traces.eventId(),
        reply.key().tenant(),
        value);
    return record;
  }

  private CommandResult result(Reply reply) {
    Answer answer = reply.answer();
    Answer.Place place = answer.place();
    return CommandResult.newBuilder()
        .setCommandId(reply.commandId())
        .setTenant(reply.key().tenant())
        .setAddress(reply.key().id())
        .setKind(CommandKind.valueOf(reply.kind()))
        .setSubject(reply.subject())
        .setCode(ResultCode.valueOf(answer.code().name()))
        .setStillSuspect(answer.stillSuspect())
        .setReason(answer.reason())
        .setHttpStatus(answer.httpStatus())
        .setNotBefore(answer.notBefore())
        .setContactId(place.contactId())
        .setConversationId(place.conversationId())
        .setMessageId(place.messageId())
        .setInboxId(place.inboxId())
        .setSourceId(place.sourceId())
        .setContact(reading(answer.reading()))
        .setWrittenName(answer.writtenName())
        .setStartedAt(reply.startedAt())
        .setFinishedAt(reply.finishedAt())
        .setWorker(worker)
        .build();
  }

  private static @Nullable ContactReading reading(Answer.@Nullable Reading reading) {
    return reading == null
        ? null
        : ContactReading.newBuilder()
            .setExists(reading.exists())
            .setPhoneNumber(reading.phoneNumber())
            .setIdentifier(reading.identifier())
            .setName(reading.name())
            .build();
  }
}
