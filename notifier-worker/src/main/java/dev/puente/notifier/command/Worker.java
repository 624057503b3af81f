package dev.puente.notifier.command;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.DeadLetter;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.notifier.chatwoot.ChatwootClients;
import dev.puente.notifier.deadletter.DeadLetters;
import dev.puente.notifier.flow.CommandFlows;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.registry.SchemaRegistryClient;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.tenant.TenantSource;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The running worker: clients, threads, start and stop. */
public final class Worker implements SmartLifecycle {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(1);

  private final WorkerSettings settings;
  private final TenantSource tenants;
  private final ChatwootClients chatwoot;
  private final SchemaRegistryClient registry;
  private final PhoneKeys phones;
  private final Pacer pacer;
  private final RandomGenerator random;
  private final WorkerMetrics metrics;
  private volatile @Nullable Running running;

  /** Everything that lives between start and stop. */
  private record Running(
      PollLoop loop,
      Thread thread,
      ExecutorService threads,
      KafkaProducer<byte[], byte[]> producer,
      Admin admin) {}

  private volatile boolean wanted;

  /** A worker that is not started yet; {@code random} must be safe for many threads. */
  public Worker(
      WorkerSettings settings,
      TenantSource tenants,
      ChatwootClients chatwoot,
      SchemaRegistryClient registry,
      PhoneKeys phones,
      Pacer pacer,
      RandomGenerator random,
      WorkerMetrics metrics) {
    this.settings = settings;
    this.tenants = tenants;
    this.chatwoot = chatwoot;
    this.registry = registry;
    this.phones = phones;
    this.pacer = pacer;
    this.random = random;
    this.metrics = metrics;
  }

  /** Waits for the topics, then reads commands. */
  @Override
  public void start() {
    Topics topics = new Topics(settings.topicPrefix());
    Admin admin = Admin.create(KafkaClients.common(settings));
    try {
      var topicAdmin = new TopicAdmin(admin, topics, settings.times().kafkaCall());
      new TopicCheck(topicAdmin, pacer, settings.startupTimeout()).await();
      run(topics, admin);
    } catch (RuntimeException e) {
      admin.close(Duration.ZERO);
      throw e;
    }
  }

  private void run(Topics topics, Admin admin) {
    var producer = new KafkaProducer<byte[], byte[]>(KafkaClients.producer(settings));
    var threads =
        Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("command-", 0).factory());
    CommandHandler handler = handler(topics, producer);
    var dispatcher = new Dispatcher(threads, handler, _ -> metrics.dropped());
    var loop =
        new PollLoop(
            new KafkaConsumer<>(KafkaClients.consumer(settings)),
            topics.notificationCommands().name(),
            new KafkaTopicIds(admin, settings.times().kafkaCall()),
            pacer,
            settings.poll(),
            dispatcher,
            handler,
            metrics);
    wanted = true;
    Thread thread = Thread.ofPlatform().name("notifier-poll").unstarted(() -> poll(loop));
    running = new Running(loop, thread, threads, producer, admin);
    thread.start();
  }

  private CommandHandler handler(Topics topics, KafkaProducer<byte[], byte[]> producer) {
    // The client's own limits end earlier; this one only bounds the wait for its answer.
    Duration limit = settings.times().kafkaCall().multipliedBy(2);
    var traces = new Traces(random);
    var replies =
        new ResultPublisher(
            producer,
            new AvroSerde<>(CommandResult.class, registry).serializer(),
            topics.commandResults().name(),
            settings.worker(),
            traces,
            limit);
    var deadLetters =
        new DeadLetters(
            producer,
            new AvroSerde<>(DeadLetter.class, registry).serializer(),
            topics.deadLetters().name(),
            pacer,
            limit);
    var decision =
        new CommandDecision(
            tenants,
            chatwoot,
            new CommandFlows(settings.times().secondLookup()),
            phones,
            settings.times(),
            settings.installation(),
            pacer,
            random::nextDouble,
            metrics);
    var decoder =
        new CommandDecoder(new AvroSerde<>(NotificationCommand.class, registry).deserializer());
    return new CommandHandler(
        decoder,
        decision,
        replies,
        deadLetters,
        traces,
        pacer,
        metrics,
        settings.times().commitLease());
  }

  private void poll(PollLoop loop) {
    try {
      loop.begin();
      while (wanted) {
        round(loop);
      }
    } catch (RuntimeException e) {
      LOG.error(
          "reading commands ended; this instance must be restarted error={}",
          e.getClass().getName());
    } finally {
      end(loop);
    }
  }

  /** Faults that pass by themselves are waited out; the others end the loop. */
  private void round(PollLoop loop) {
    try {
      loop.once();
    } catch (AuthorizationException e) {
      throw e;
    } catch (RetriableException e) {
      LOG.warn("poll failed error={}", e.getClass().getSimpleName());
      pacer.rest(AFTER_FAULT, () -> wanted);
    }
  }

  private static void end(PollLoop loop) {
    try {
      loop.end();
    } catch (KafkaException e) {
      LOG.warn("the group was not left orderly error={}", e.getClass().getSimpleName());
    }
  }

  /** Hands over, answers what is running, and closes; bounded by drain and Kafka's limits. */
  @Override
  public void stop() {
    wanted = false;
    Running active = running;
    if (active == null) {
      return;
    }
    running = null;
    try {
      active.thread().join(settings.times().longestPollGap());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    active.threads().shutdownNow();
    active.producer().close(settings.times().kafkaCall());
    active.admin().close(Duration.ofSeconds(1));
  }

  @Override
  public boolean isRunning() {
    return running != null;
  }

  /** Whether the thread that reads commands lives. */
  public boolean alive() {
    Running active = running;
    return active != null && active.thread().isAlive();
  }

  /** Whether this instance has its place in the group. */
  public boolean ready() {
    Running active = running;
    return active != null && active.thread().isAlive() && active.loop().joined();
  }

  /** How many partitions it owns. */
  public int partitions() {
    Running active = running;
    return active == null ? 0 : active.loop().assigned();
  }
}
