package dev.puente.matcher;

import dev.puente.event.v1.DeadLetter;
import dev.puente.matcher.failure.DeadLetters;
import dev.puente.matcher.runtime.StreamsProperties;
import dev.puente.matcher.serde.BoundedSerde;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/**
 * Runs one {@link StreamsPart} in a test driver with the production handlers and names. Time stands
 * still unless {@link #advance} moves it. Outputs are read by topic; a topic is read from where the
 * test stopped reading it.
 */
public final class TopologyHarness implements AutoCloseable {
  /** Where every harness begins. */
  public static final Instant START = Instant.parse("2026-03-02T12:00:00Z");

  private final Topics topics = new Topics("");
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final AtomicReference<Supplier<TenantDirectory>> tenants;
  private final MemoryFiles files = new MemoryFiles();
  private final Topology topology;
  private final TopologyTestDriver driver;
  private final Map<String, TestInputTopic<String, ?>> inputs = new HashMap<>();
  private final Map<String, TestOutputTopic<String, ?>> outputs = new HashMap<>();
  private Instant now = START;
  private boolean firstRead = true;

  /** A running topology that knows these tenants. */
  public TopologyHarness(StreamsPart part, TenantDirectory directory) {
    this(part, directory, 1);
  }

  /** A topology that is told of more partitions than the one that the driver has. */
  public TopologyHarness(StreamsPart part, TenantDirectory directory, int partitions) {
    tenants = new AtomicReference<>(() -> directory);
    DeadLetters letters =
        new DeadLetters(
            topics.deadLetters(),
            serde(topics.deadLetters()).serializer(),
            part.applicationId(),
            () -> now,
            reason -> {});
    Map<String, Object> config =
        new HashMap<>(StreamsProperties.fixed(part.applicationId(), letters));
    config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "driver:1");
    // With exactly-once the driver of 4.3.1 drops what a deserialization handler sends
    // (captureOutputsAndReEnqueueInternalResults clears the producer before the commit).
    config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.AT_LEAST_ONCE);
    config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
    config.put(StreamsConfig.STATE_DIR_CONFIG, temporaryFolder().toString());
    config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, MemoryFiles.Setter.class);
    config.put(MemoryFiles.CONFIG, files);
    topology =
        part.topology(
            new StreamsPartContext(
                topics,
                this::serde,
                () -> tenants.get().get(),
                new PhoneKeys(),
                "puente",
                partitions,
                () -> firstRead,
                new TopologyConfig(new StreamsConfig(config))));
    Properties properties = new Properties();
    properties.putAll(config);
    driver = new TopologyTestDriver(topology, properties, START);
  }

  private <V extends SpecificRecord> Serde<V> serde(Topic<V> topic) {
    return new BoundedSerde<>(new AvroSerde<>(topic.valueType(), registry), topic.maxRecordBytes());
  }

  private static Path temporaryFolder() {
    try {
      Path folder = Files.createTempDirectory("topology");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** The catalogue. */
  public Topics topics() {
    return topics;
  }

  /** The topology under test. */
  public Topology topology() {
    return topology;
  }

  /** The time of the driver. */
  public Instant now() {
    return now;
  }

  /** The driver, for its stores. */
  public TopologyTestDriver driver() {
    return driver;
  }

  /** The tenants as they are now. */
  public TenantDirectory tenants() {
    return tenants.get().get();
  }

  /**
   * Whether what the topics that come first held at the start has been read; true from there on.
   */
  public void firstRead(boolean read) {
    firstRead = read;
  }

  /** Replaces the tenants, as a change of the settings does. */
  public void settings(TenantDirectory directory) {
    tenants.set(() -> directory);
  }

  /** Lets every single look at the tenants find what this gives. */
  public void settingsAtEachLook(Supplier<TenantDirectory> source) {
    tenants.set(source);
  }

  /** Publishes a record; null is a tombstone. */
  public <V extends SpecificRecord> void publish(Topic<V> topic, String key, @Nullable V value) {
    publish(topic, new TestRecord<>(key, value, now));
  }

  /** Publishes a record with headers. */
  @SuppressWarnings("unchecked") // filled by type of the topic
  public <V extends SpecificRecord> void publish(Topic<V> topic, TestRecord<String, V> record) {
    TestInputTopic<String, V> input =
        (TestInputTopic<String, V>)
            inputs.computeIfAbsent(
                topic.name(),
                name ->
                    driver.createInputTopic(
                        name, new StringSerializer(), serde(topic).serializer()));
    input.pipeInput(record);
  }

  /** Publishes bytes that need not be a value. */
  public void publishBytes(Topic<?> topic, String key, byte[] value) {
    driver
        .createInputTopic(topic.name(), new StringSerializer(), new ByteArraySerializer())
        .pipeInput(key, value, now);
  }

  /** Moves the wall clock, so that punctuations run. */
  public void advance(Duration duration) {
    now = now.plus(duration);
    driver.advanceWallClockTime(duration);
  }

  /** Records written since the last read, with keys and headers. */
  @SuppressWarnings("unchecked") // filled by type of the topic
  public <V extends SpecificRecord> List<TestRecord<String, V>> records(Topic<V> topic) {
    TestOutputTopic<String, V> output =
        (TestOutputTopic<String, V>)
            outputs.computeIfAbsent(
                topic.name(),
                name ->
                    driver.createOutputTopic(
                        name, new StringDeserializer(), serde(topic).deserializer()));
    return output.readRecordsToList();
  }

  /** Values written since the last read, in order; tombstones are null. */
  public <V extends SpecificRecord> List<@Nullable V> values(Topic<V> topic) {
    return records(topic).stream().<@Nullable V>map(TestRecord::value).toList();
  }

  /** Newest value of each key among the records written since the last read. */
  public <V extends SpecificRecord> Map<String, @Nullable V> latest(Topic<V> topic) {
    Map<String, @Nullable V> latest = new LinkedHashMap<>();
    records(topic).forEach(r -> latest.put(r.key(), r.value()));
    return latest;
  }

  /** Dead letters written since the last read. */
  public List<@Nullable DeadLetter> deadLetters() {
    return values(topics.deadLetters());
  }

  @Override
  public void close() {
    driver.close();
    files.close();
  }
}
