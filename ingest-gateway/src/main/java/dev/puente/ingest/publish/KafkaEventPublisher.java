package dev.puente.ingest.publish;

import dev.puente.ingest.publish.PublishException.Reason;
import dev.puente.schemas.serde.RegistryUnavailableException;
import dev.puente.schemas.topic.PuenteHeaders;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes through one idempotent producer with {@code acks=all}. At most {@code maxInFlight}
 * records are under way; beyond that records are refused at once instead of waiting.
 */
public final class KafkaEventPublisher implements EventPublisher {
  private static final Logger log = LoggerFactory.getLogger(KafkaEventPublisher.class);

  private final Producer<String, SpecificRecord> producer;
  private final BrokerState broker;
  private final Semaphore inFlight;
  private final AckWaits waits;

  /**
   * Producer and waits stay the caller's and are not closed.
   *
   * @param waits with the limit of {@link #keep}
   */
  public KafkaEventPublisher(
      Producer<String, SpecificRecord> producer,
      BrokerState broker,
      int maxInFlight,
      AckWaits waits) {
    this.producer = producer;
    this.broker = broker;
    this.inFlight = new Semaphore(maxInFlight);
    this.waits = waits;
  }

  @Override
  public boolean reachable() {
    return broker.reachable();
  }

  /** The limit is that of the waits. */
  @Override
  public void keep(Publication publication, Duration limit) {
    CompletableFuture<Void> pending = publish(publication);
    try {
      boolean done = waits.doneInTime(pending);
      EventPublisher.await(pending, done ? limit : Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PublishException(Reason.UNREACHABLE, e);
    }
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (!inFlight.tryAcquire()) {
      done.completeExceptionally(new PublishException(Reason.SATURATED));
      return done;
    }
    broker.began();
    try {
      producer.send(record(publication), (metadata, failure) -> finish(done, failure));
    } catch (RuntimeException e) {
      // send() throws for records it never took; the callback is not called for those.
      if (!done.isDone()) {
        finish(done, e);
      }
    }
    return done;
  }

  private void finish(
      CompletableFuture<Void> done, @org.jspecify.annotations.Nullable Exception failure) {
    inFlight.release();
    if (failure == null) {
      broker.acknowledged();
      done.complete(null);
      return;
    }
    broker.ended();
    PublishException translated = translate(failure);
    if (translated.reason() == Reason.UNREACHABLE) {
      broker.missed();
    }
    if (translated.reason() == Reason.DEFECT) {
      log.atError().addKeyValue("failure", failure.getClass().getName()).log("record not written");
    }
    done.completeExceptionally(translated);
  }

  private static PublishException translate(Exception failure) {
    if (failure instanceof RecordTooLargeException) {
      return new PublishException(Reason.TOO_LARGE, failure);
    }
    boolean environment =
        failure instanceof RetriableException
            || failure instanceof RegistryUnavailableException
            || failure instanceof InterruptException
            || failure instanceof IllegalStateException;
    if (environment) {
      return new PublishException(Reason.UNREACHABLE, failure);
    }
    boolean defect =
        failure instanceof SerializationException || !(failure instanceof KafkaException);
    return new PublishException(defect ? Reason.DEFECT : Reason.UNREACHABLE, failure);
  }

  private static ProducerRecord<String, SpecificRecord> record(Publication publication) {
    ProducerRecord<String, SpecificRecord> record =
        new ProducerRecord<>(
            publication.topic().name(), publication.key().text(), publication.value());
    PuenteHeaders.put(
        record.headers(),
        publication.traceParent(),
        publication.eventId(),
        publication.key().tenant(),
        publication.value());
    return record;
  }
}
