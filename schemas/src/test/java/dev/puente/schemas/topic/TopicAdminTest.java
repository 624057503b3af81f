package dev.puente.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.KafkaFutureImpl;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** New topics are there when their partitions take records, not when a broker names them. */
class TopicAdminTest {
  private static final int PARTITIONS = 3;
  private static final Topics TOPICS = new Topics("");
  private static final Duration GENEROUS = Duration.ofSeconds(60);

  private final Cluster cluster = new Cluster();

  private List<String> create(Duration limit) {
    return new TopicAdmin(cluster.admin(), TOPICS, limit).create(PARTITIONS, (short) 1);
  }

  private static List<String> names() {
    return TOPICS.all().stream().map(Topic::name).toList();
  }

  private static Set<TopicPartition> everyPartition(Collection<String> topics) {
    Set<TopicPartition> all = new HashSet<>();
    for (String topic : topics) {
      for (int partition = 0; partition < PARTITIONS; partition++) {
        all.add(new TopicPartition(topic, partition));
      }
    }
    return all;
  }

  @Test
  void shouldReturnWhenEveryNewPartitionIsServedAndNotBefore() throws Exception {
    // given
    CompletableFuture<List<String>> creating =
        CompletableFuture.supplyAsync(() -> create(GENEROUS));
    CompletableFuture.anyOf(cluster.asked, creating).get(GENEROUS.toSeconds(), TimeUnit.SECONDS);
    boolean early = creating.isDone();

    // when
    cluster.serve();

    // then
    assertThat(early).isFalse();
    assertThat(creating.get(GENEROUS.toSeconds(), TimeUnit.SECONDS))
        .containsExactlyInAnyOrderElementsOf(names());
    assertThat(cluster.offsets.keySet()).isEqualTo(everyPartition(names()));
  }

  @Test
  void shouldFailWhenNewPartitionsAreNotServedWithinTheLimit() {
    // given
    Duration limit = Duration.ofMillis(100);

    // when / then
    assertThatThrownBy(() -> create(limit))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("topics were created and are not served yet");
  }

  @Test
  void shouldWaitForTheNewTopicsOnly() throws Exception {
    // given
    String made = TOPICS.clients().name();
    cluster.existing.addAll(names());
    cluster.existing.remove(made);
    cluster.serveAtOnce = true;

    // when
    List<String> created = create(GENEROUS);

    // then
    assertThat(created).containsExactly(made);
    assertThat(cluster.offsets.keySet()).isEqualTo(everyPartition(List.of(made)));
  }

  /** Creates at once and serves when told to. */
  private static final class Cluster {
    private final Set<String> existing = new HashSet<>();
    private final Map<TopicPartition, KafkaFutureImpl<ListOffsetsResultInfo>> offsets =
        new ConcurrentHashMap<>();
    private final CompletableFuture<Boolean> asked = new CompletableFuture<>();
    private boolean serveAtOnce;

    Admin admin() {
      return (Admin)
          Proxy.newProxyInstance(
              Admin.class.getClassLoader(), new Class<?>[] {Admin.class}, this::called);
    }

    void serve() {
      offsets
          .values()
          .forEach(offset -> offset.complete(new ListOffsetsResultInfo(0, 0, Optional.empty())));
    }

    private Object called(Object proxy, Method method, Object @Nullable [] arguments) {
      Object first = arguments == null ? "" : arguments[0];
      return switch (method.getName()) {
        case "createTopics" -> created((Collection<?>) first);
        case "listOffsets" -> told((Map<?, ?>) first);
        default -> throw new UnsupportedOperationException(method.getName());
      };
    }

    private CreateTopicsResult created(Collection<?> wanted) {
      Map<String, KafkaFuture<CreateTopicsResult.TopicMetadataAndConfig>> futures = new HashMap<>();
      for (Object topic : wanted) {
        String name = ((NewTopic) topic).name();
        var future = new KafkaFutureImpl<CreateTopicsResult.TopicMetadataAndConfig>();
        if (existing.contains(name)) {
          future.completeExceptionally(new TopicExistsException(name));
        } else {
          future.complete(
              new CreateTopicsResult.TopicMetadataAndConfig(
                  Uuid.randomUuid(), PARTITIONS, 1, new Config(List.of())));
        }
        futures.put(name, future);
      }
      return new Created(futures);
    }

    private ListOffsetsResult told(Map<?, ?> wanted) {
      Map<TopicPartition, KafkaFuture<ListOffsetsResultInfo>> futures = new HashMap<>();
      for (Object partition : wanted.keySet()) {
        var future = new KafkaFutureImpl<ListOffsetsResultInfo>();
        offsets.put((TopicPartition) partition, future);
        futures.put((TopicPartition) partition, future);
      }
      if (serveAtOnce) {
        serve();
      }
      asked.complete(true);
      return new ListOffsetsResult(futures);
    }
  }

  private static final class Created extends CreateTopicsResult {
    private Created(Map<String, KafkaFuture<TopicMetadataAndConfig>> futures) {
      super(futures);
    }
  }
}
