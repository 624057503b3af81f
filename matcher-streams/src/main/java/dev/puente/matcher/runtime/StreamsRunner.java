package dev.puente.matcher.runtime;

import dev.puente.matcher.StreamsPart;
import dev.puente.matcher.StreamsPartContext;
import dev.puente.matcher.TopicSerdes;
import dev.puente.matcher.config.MatcherSettings;
import dev.puente.matcher.config.PuenteSettings;
import dev.puente.matcher.failure.DeadLetters;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.Topics;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Starts every {@link StreamsPart} once the topics are there, and stops them in the reverse order.
 * A start fails when the topics contradict the catalogue or the folder of the stores is in use.
 */
public final class StreamsRunner implements SmartLifecycle {
  private static final String ALONE = "localhost:1";
  private static final Logger LOG = LoggerFactory.getLogger(StreamsRunner.class);
  private static final int PHASE_BEFORE_WEB_SERVER = 0;

  private final List<StreamsPart> parts;
  private final PuenteSettings puente;
  private final MatcherSettings matcher;
  private final Topics topics;
  private final TopicSerdes serdes;
  private final Supplier<TenantDirectory> tenants;
  private final PhoneKeys phoneKeys;
  private final TopicCheck topicCheck;
  private final RocksMemory memory;
  private final StreamsMetrics metrics;
  private final InstantSource clock;
  private final String instance;
  private final Map<String, RunningPart> running = new ConcurrentHashMap<>();
  private final List<String> order = new ArrayList<>();
  private volatile boolean started;
  private volatile @Nullable CaughtUp caughtUp;
  private @Nullable StateDirLock lock;

  /** A runner of these parts; nothing runs before {@link #start}. */
  public StreamsRunner(
      List<StreamsPart> parts,
      PuenteSettings puente,
      MatcherSettings matcher,
      Topics topics,
      TopicSerdes serdes,
      Supplier<TenantDirectory> tenants,
      PhoneKeys phoneKeys,
      TopicCheck topicCheck,
      RocksMemory memory,
      StreamsMetrics metrics,
      InstantSource clock,
      RandomGenerator random) {
    this.parts = List.copyOf(parts);
    this.puente = puente;
    this.matcher = matcher;
    this.topics = topics;
    this.serdes = serdes;
    this.tenants = tenants;
    this.phoneKeys = phoneKeys;
    this.topicCheck = topicCheck;
    this.memory = memory;
    this.metrics = metrics;
    this.clock = clock;
    this.instance = HexFormat.of().toHexDigits(random.nextInt());
  }

  @Override
  public void start() {
    int partitions = topicCheck.await();
    lock = StateDirLock.take(matcher.stateDir());
    started = true;
    CaughtUp watch = caughtUp();
    caughtUp = watch;
    for (StreamsPart part : parts) {
      RunningPart run = create(part, partitions);
      running.put(part.applicationId(), run);
      order.add(part.applicationId());
      metrics.watch(
          part.applicationId(), () -> run.streams().state() == KafkaStreams.State.RUNNING);
      run.start();
      watch.watch(
          part.applicationId(),
          topics.prefix() + part.applicationId(),
          run.streams(),
          run.topology(),
          part.readFirst(topics).stream().map(Topic::name).collect(Collectors.toSet()));
      LOG.info("streams started application={}", part.applicationId());
    }
  }

  @Override
  public void stop() {
    CaughtUp watch = caughtUp;
    if (watch != null) {
      watch.close();
      caughtUp = null;
    }
    List<String> reverse = new ArrayList<>(order).reversed();
    for (String id : reverse) {
      RunningPart run = running.remove(id);
      if (run != null) {
        run.close(matcher.closeTimeout());
      }
    }
    order.clear();
    StateDirLock held = lock;
    if (held != null) {
      held.close();
      lock = null;
    }
    started = false;
  }

  @Override
  public boolean isRunning() {
    return started;
  }

  @Override
  public int getPhase() {
    return PHASE_BEFORE_WEB_SERVER;
  }

  /** The running application of that id (without prefix); empty before the start and after it. */
  public Optional<KafkaStreams> streams(String applicationId) {
    return Optional.ofNullable(running.get(applicationId)).map(RunningPart::streams);
  }

  /**
   * Whether the application of that id has once taken in all that its topics held when it started
   * to run. Before that, what its stores do not hold may still be under way.
   */
  public boolean caughtUp(String applicationId) {
    CaughtUp watch = caughtUp;
    return watch != null && watch.test(applicationId);
  }

  private boolean firstRead(String applicationId) {
    CaughtUp watch = caughtUp;
    return watch != null && watch.firstRead(applicationId);
  }

  private CaughtUp caughtUp() {
    return new CaughtUp(
        puente.kafka().properties(),
        puente.kafka().bootstrapServers(),
        topics.all().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet()));
  }

  /** State of each application by id, in start order; empty unless started. */
  public Map<String, KafkaStreams.State> states() {
    Map<String, KafkaStreams.State> states = new LinkedHashMap<>();
    for (StreamsPart part : parts) {
      RunningPart run = running.get(part.applicationId());
      states.put(
          part.applicationId(), run == null ? KafkaStreams.State.CREATED : run.streams().state());
    }
    return states;
  }

  private RunningPart create(StreamsPart part, int partitions) {
    String id = topics.prefix() + part.applicationId();
    StreamsConfig config = new StreamsConfig(properties(id, part.applicationId()));
    StreamsPartContext context =
        new StreamsPartContext(
            topics,
            serdes,
            tenants,
            phoneKeys,
            puente.deployment(),
            partitions,
            () -> firstRead(part.applicationId()),
            new TopologyConfig(config));
    Topology topology = part.topology(context);
    return new RunningPart(
        part.applicationId(),
        new KafkaStreams(topology, config),
        topology,
        new ReplacementBudget(matcher.threadReplacements(), clock),
        metrics);
  }

  private Map<String, Object> properties(String applicationId, String name) {
    DeadLetters letters =
        new DeadLetters(
            topics.deadLetters(),
            serdes.serde(topics.deadLetters()).serializer(),
            name,
            clock,
            reason -> metrics.deadLetter(name, reason));
    Map<String, Object> map = new HashMap<>(StreamsProperties.defaults());
    map.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, puente.kafka().bootstrapServers());
    map.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, matcher.commitInterval().toMillis());
    map.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, matcher.threads());
    map.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, matcher.standbyReplicas());
    map.putAll(puente.kafka().properties());
    map.putAll(StreamsProperties.fixed(applicationId, letters));
    map.put(StreamsConfig.CLIENT_ID_CONFIG, applicationId + "-" + instance);
    map.put(StreamsConfig.STATE_DIR_CONFIG, matcher.stateDir().toString());
    map.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, SharedRocksMemory.class);
    map.put(RocksMemory.CONFIG, memory);
    // Without any, Kafka Streams announces nobody and knows of no key where it is.
    String server = matcher.applicationServer();
    map.put(StreamsConfig.APPLICATION_SERVER_CONFIG, server == null ? ALONE : server);
    return map;
  }
}
