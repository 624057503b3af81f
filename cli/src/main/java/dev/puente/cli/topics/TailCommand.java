package dev.puente.cli.topics;

import dev.puente.cli.cluster.ClusterOptions;
import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.topic.Topics;
import java.io.PrintWriter;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.io.DecoderFactory;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code puente tail TOPIC}: the newest records as JSON, one line each, then what arrives. */
@Command(
    name = "tail",
    description = "Show the newest records of a topic as JSON, then follow it until Ctrl-C.",
    mixinStandardHelpOptions = true)
public final class TailCommand implements Callable<Integer> {
  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Parameters(paramLabel = "TOPIC", description = "Topic name without the prefix.")
  private String topic = "";

  @Option(
      names = {"-n", "--last"},
      paramLabel = "N",
      defaultValue = "10",
      description = "Begin this many offsets before the end of each partition (default: 10).")
  private long last = 10;

  @Option(names = "--from-beginning", description = "Begin with the oldest record.")
  private boolean fromBeginning;

  @Option(names = "--once", description = "Stop at the present end instead of following.")
  private boolean once;

  @Option(names = "--key", paramLabel = "KEY", description = "Only records with this key.")
  private @Nullable String key;

  @Spec private CommandSpec spec = CommandSpec.create();

  private final Map<Integer, GenericDatumReader<Object>> readers = new HashMap<>();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    String name = new Topics(cluster.topicPrefix()).prefix() + topic;
    SchemaRegistryClient registry =
        new HttpSchemaRegistryClient(RegistryConfig.of(cluster.registryUrl()));
    try (KafkaConsumer<@Nullable String, byte @Nullable []> consumer =
        new KafkaConsumer<>(consumerProperties())) {
      List<PartitionInfo> infos = consumer.partitionsFor(name, Duration.ofSeconds(20));
      if (infos == null || infos.isEmpty()) {
        spec.commandLine().getErr().println("There is no topic " + name);
        return 1;
      }
      List<TopicPartition> partitions =
          infos.stream().map(i -> new TopicPartition(name, i.partition())).toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> starts = consumer.beginningOffsets(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      ends.forEach(
          (partition, end) -> {
            long start = starts.getOrDefault(partition, 0L);
            consumer.seek(partition, fromBeginning ? start : Math.max(start, end - last));
          });
      if (history(consumer, ends, registry, out) && !once) {
        follow(consumer, registry, out);
      }
      return out.checkError() ? 1 : 0;
    }
  }

  /** Prints what is there now, by time over all partitions. */
  private boolean history(
      KafkaConsumer<@Nullable String, byte @Nullable []> consumer,
      Map<TopicPartition, Long> ends,
      SchemaRegistryClient registry,
      PrintWriter out) {
    List<ConsumerRecord<@Nullable String, byte @Nullable []>> batch = new ArrayList<>();
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())
        && System.nanoTime() < deadline) {
      consumer.poll(Duration.ofMillis(500)).forEach(batch::add);
      if (batch.size() > 10_000) {
        print(batch, registry, out);
      }
    }
    print(batch, registry, out);
    return !out.checkError();
  }

  private void follow(
      KafkaConsumer<@Nullable String, byte @Nullable []> consumer,
      SchemaRegistryClient registry,
      PrintWriter out) {
    List<ConsumerRecord<@Nullable String, byte @Nullable []>> batch = new ArrayList<>();
    while (!out.checkError()) {
      consumer.poll(Duration.ofMillis(500)).forEach(batch::add);
      print(batch, registry, out);
    }
  }

  private void print(
      List<ConsumerRecord<@Nullable String, byte @Nullable []>> batch,
      SchemaRegistryClient registry,
      PrintWriter out) {
    batch.sort(Comparator.comparingLong(ConsumerRecord::timestamp));
    for (ConsumerRecord<@Nullable String, byte @Nullable []> record : batch) {
      if (key == null || key.equals(record.key())) {
        out.println(line(record, registry));
      }
    }
    batch.clear();
    out.flush();
  }

  private ObjectNode line(
      ConsumerRecord<@Nullable String, byte @Nullable []> record, SchemaRegistryClient registry) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("time", Instant.ofEpochMilli(record.timestamp()).toString());
    node.put("partition", record.partition());
    node.put("offset", record.offset());
    node.put("key", record.key());
    byte[] value = record.value();
    if (value == null) {
      return node.putNull("value");
    }
    try {
      node.set("value", decode(value, registry));
    } catch (java.io.IOException | RuntimeException e) {
      node.put("unreadable", e.getClass().getSimpleName()).put("bytes", value.length);
    }
    return node;
  }

  private tools.jackson.databind.JsonNode decode(byte[] value, SchemaRegistryClient registry)
      throws java.io.IOException {
    ByteBuffer buffer = ByteBuffer.wrap(value);
    if (buffer.get() != 0) {
      throw new java.io.IOException("not the Confluent wire format");
    }
    GenericDatumReader<Object> reader =
        readers.computeIfAbsent(
            buffer.getInt(), id -> new GenericDatumReader<>(registry.schema(id)));
    Schema schema = reader.getSchema();
    Object datum =
        reader.read(null, DecoderFactory.get().binaryDecoder(value, 5, value.length - 5, null));
    return AvroJson.of(schema, datum);
  }

  private Properties consumerProperties() throws java.io.IOException {
    Properties properties = cluster.clientProperties();
    properties.putIfAbsent(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    properties.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    properties.put(
        ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, StringDeserializer.class.getName());
    properties.put(
        ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class.getName());
    return properties;
  }
}
