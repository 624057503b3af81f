package dev.puente.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.puente.event.v1.LinkOverride;
import dev.puente.ingest.publish.PublishException.Reason;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.serde.AvroSerializer;
import dev.puente.schemas.topic.PuenteHeaders;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KafkaEventPublisherTest {
  private static final Duration LIMIT = Duration.ofMillis(50);

  private final MockProducer<String, SpecificRecord> producer =
      new MockProducer<>(
          false, null, new StringSerializer(), new AvroSerializer<>(new InMemorySchemaRegistry()));
  private final BrokerState state =
      new BrokerState(java.time.Duration.ofMinutes(1), System::nanoTime);
  private final AckWaits waits = new AckWaits(LIMIT);
  private final KafkaEventPublisher publisher = new KafkaEventPublisher(producer, state, 2, waits);

  @AfterEach
  void close() {
    waits.close();
  }

  private static Publication publication(boolean tombstone) {
    @Nullable LinkOverride value =
        tombstone
            ? null
            : LinkOverride.newBuilder()
                .setTenant("t")
                .setContactId(7)
                .setWho("key-1")
                .setAt(Instant.EPOCH)
                .build();
    return new Publication(
        new Topics("").linkOverrides(), TenantKey.ofContact("t", 7), value, "e-1", "trace");
  }

  @Test
  void shouldCompleteOnlyWithTheAcknowledgement() {
    // given
    CompletableFuture<Void> done = publisher.publish(publication(false));
    boolean before = done.isDone();

    // when
    producer.completeNext();

    // then
    assertThat(before).isFalse();
    assertThat(done).isCompleted();
    ProducerRecord<String, SpecificRecord> record = producer.history().getFirst();
    assertThat(record.topic()).isEqualTo("link-overrides");
    assertThat(record.key()).isEqualTo("t:7");
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.EVENT_ID)).isEqualTo("e-1");
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TENANT)).isEqualTo("t");
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TRACEPARENT)).isEqualTo("trace");
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.SCHEMA))
        .isEqualTo("dev.puente.event.v1.LinkOverride");
  }

  @Test
  void shouldWriteTombstones() {
    // when
    publisher.publish(publication(true));

    // then
    assertThat(producer.history().getFirst().value()).isNull();
    assertThat(PuenteHeaders.text(producer.history().getFirst().headers(), PuenteHeaders.SCHEMA))
        .isNull();
  }

  @Test
  void shouldRefuseAtOnceWhenSaturatedAndTakeAgainAfterwards() {
    // given
    publisher.publish(publication(false));
    publisher.publish(publication(false));

    // when
    CompletableFuture<Void> third = publisher.publish(publication(false));

    // then
    assertThat(reason(third)).isEqualTo(Reason.SATURATED);
    producer.completeNext();
    assertThat(publisher.publish(publication(false))).isNotDone();
  }

  @Test
  void shouldBeKnownAsAwayAfterFailuresInARowAndBackAfterASuccess() {
    // given
    for (int i = 0; i < BrokerState.MISSES; i++) {
      CompletableFuture<Void> done = publisher.publish(publication(false));
      assertThat(publisher.reachable()).isTrue();
      producer.errorNext(new TimeoutException("late"));
      assertThat(reason(done)).isEqualTo(Reason.UNREACHABLE);
    }
    boolean away = publisher.reachable();

    // when
    publisher.publish(publication(false));
    producer.completeNext();

    // then
    assertThat(away).isFalse();
    assertThat(publisher.reachable()).isTrue();
  }

  @Test
  void shouldTellWhyARecordWasNotKept() {
    // given
    CompletableFuture<Void> large = publisher.publish(publication(false));
    CompletableFuture<Void> forbidden = publisher.publish(publication(false));

    // when
    producer.errorNext(new RecordTooLargeException("large"));
    producer.errorNext(new AuthorizationException("no"));

    // then
    assertThat(reason(large)).isEqualTo(Reason.TOO_LARGE);
    assertThat(reason(forbidden)).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void shouldReleaseItsPlaceWhenHandingOverThrows() {
    // given
    producer.sendException = new IllegalStateException("closed");
    CompletableFuture<Void> first = publisher.publish(publication(false));
    CompletableFuture<Void> second = publisher.publish(publication(false));
    CompletableFuture<Void> third = publisher.publish(publication(false));

    // then
    assertThat(reason(first)).isEqualTo(Reason.UNREACHABLE);
    assertThat(reason(second)).isEqualTo(Reason.UNREACHABLE);
    assertThat(reason(third)).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void shouldNotWaitLongerThanTheLimit() {
    assertThat(reason(publisher.publish(publication(false)))).isEqualTo(Reason.UNREACHABLE);
  }

  @Test
  void shouldKeepWithinItsOwnLimit() {
    // given
    KafkaEventPublisher quick =
        new KafkaEventPublisher(
            new MockProducer<>(
                true,
                null,
                new StringSerializer(),
                new AvroSerializer<>(new InMemorySchemaRegistry())),
            state,
            2,
            waits);

    // when
    quick.keep(publication(false), Duration.ofHours(1));

    // then
    assertThat(
            catchThrowableOfType(
                    PublishException.class,
                    () -> publisher.keep(publication(false), Duration.ofHours(1)))
                .reason())
        .isEqualTo(Reason.UNREACHABLE);
  }

  private static Reason reason(CompletableFuture<Void> done) {
    return catchThrowableOfType(PublishException.class, () -> EventPublisher.await(done, LIMIT))
        .reason();
  }
}
