package dev.puente.matcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Client;
import dev.puente.matcher.failure.UnprocessableRecordException;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.topic.Topics;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The failure handlers, through the harness, on the smallest topology. */
class TopologyHarnessTopologyTest {
  private final TopologyHarness harness =
      new TopologyHarness(new Copy(), new TenantDirectory(List.of()));
  private final Topics topics = harness.topics();

  @AfterEach
  void close() {
    harness.close();
  }

  private static Client client(String id) {
    return Client.newBuilder()
        .setTenant("clinic")
        .setClientId(id)
        .setChangedAt(Instant.EPOCH)
        .build();
  }

  @Test
  void shouldWriteUnreadableBytesToDeadLettersAndGoOn() {
    // given
    byte[] poison = {99, 1, 2};

    // when
    harness.publishBytes(topics.clients(), "clinic:1", poison);
    harness.publish(topics.clients(), "clinic:2", client("2"));

    // then
    assertThat(harness.driver().producedTopicNames()).contains("clients-copy");
    assertThat(harness.deadLetters())
        .singleElement()
        .satisfies(
            letter -> {
              assertThat(letter.getOriginTopic()).isEqualTo("clients");
              assertThat(letter.getReasonClass()).isEqualTo("UNREADABLE_VALUE");
              assertThat(letter.getApplication()).isEqualTo("copy");
              assertThat(letter.getOriginalValue().array()).isEqualTo(poison);
            });
  }

  @Test
  void shouldWriteFailedRecordsAndTombstonesToDeadLettersWithTheReason() {
    // given
    harness.publish(topics.clients(), "clinic:bad", client("bad"));

    // when
    harness.publish(topics.clients(), "clinic:1", null);

    // then
    assertThat(harness.deadLetters())
        .extracting("reasonClass", "originalValue")
        .satisfies(
            rows -> {
              assertThat(rows).hasSize(2);
              assertThat(rows.get(0).toList().get(0)).isEqualTo("NOT_WANTED");
              assertThat(rows.get(1).toList()).containsExactly("FAILED_PROCESSING", null);
            });
  }

  private static final class Copy implements StreamsPart {
    @Override
    public String applicationId() {
      return "copy";
    }

    @Override
    public Topology topology(StreamsPartContext context) {
      Topics topics = context.topics();
      StreamsBuilder builder = context.newBuilder();
      builder.stream(
              topics.clients().name(),
              Consumed.with(Serdes.String(), context.serdes().serde(topics.clients()))
                  .withName("clients-source"))
          .filter(Copy::wanted, Named.as("wanted-clients"))
          .to(
              topics.clients().name() + "-copy",
              Produced.with(Serdes.String(), context.serdes().serde(topics.clients()))
                  .withName("clients-sink"));
      return builder.build();
    }

    private static boolean wanted(String key, Client value) {
      if (value.getClientId().equals("bad")) {
        throw new UnprocessableRecordException("NOT_WANTED");
      }
      return true;
    }
  }
}
