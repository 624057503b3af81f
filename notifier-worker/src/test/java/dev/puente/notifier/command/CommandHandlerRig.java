package dev.puente.notifier.command;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.DeadLetter;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.Priority;
import dev.puente.event.v1.RefreshContact;
import dev.puente.notifier.chatwoot.ChatwootClients;
import dev.puente.notifier.deadletter.DeadLetters;
import dev.puente.notifier.delivery.RetryPolicy;
import dev.puente.notifier.flow.CommandFlows;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.serde.AvroSerde;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.tenant.TenantSource;
import dev.puente.schemas.topic.PuenteHeaders;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A handler of commands for tenant acme, whose Chatwoot nobody answers for; what it publishes is
 * kept.
 */
final class CommandHandlerRig implements AutoCloseable {
  static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  static final String KEY = "acme:contact/7";
  static final String NOWHERE = "http://127.0.0.1:1";

  final TestPacer pacer = new TestPacer();
  final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  final ChatwootClients clients =
      new ChatwootClients(
          new ChatwootClients.Limits(
              Duration.ofMillis(200),
              Duration.ofSeconds(1),
              new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1)),
              true),
          pacer,
          () -> 0.5);
  final PartitionWork partition =
      new PartitionWork(PollRig.P0, PollRig.TOPIC_ID, 0, 0, 100, TestPacer.START, 0);
  final Settings tenants = new Settings(tenant("acme", NOWHERE, "token"));
  final CommandHandler handler = handler();

  /** The settings as they were read last, and as the file holds them by now. */
  static final class Settings implements TenantSource {
    private TenantDirectory read;
    private TenantDirectory file;

    Settings(TenantConfig... tenants) {
      read = new TenantDirectory(List.of(tenants));
      file = read;
    }

    void write(TenantConfig... tenants) {
      file = new TenantDirectory(List.of(tenants));
    }

    @Override
    public TenantDirectory get() {
      return read;
    }

    @Override
    public TenantDirectory fresh() {
      read = file;
      return read;
    }
  }

  CommandHandlerRig() {
    partition.acknowledged(100, 0);
  }

  static TenantConfig tenant(String id, String url, String token) {
    return TenantConfig.of(id, URI.create(url), 3)
        .apiToken(new Secret(token))
        .region("AR")
        .locale("es")
        .build();
  }

  CommandHandler handler() {
    return handler(producer);
  }

  CommandHandler handler(MockProducer<byte[], byte[]> to) {
    WorkerMetrics metrics = new WorkerMetrics(meters);
    Traces traces = new Traces(new Random(1));
    Duration limit = Duration.ofSeconds(20);
    return new CommandHandler(
        new CommandDecoder(new AvroSerde<>(NotificationCommand.class, registry).deserializer()),
        new CommandDecision(
            tenants,
            clients,
            new CommandFlows(Duration.ofSeconds(30)),
            new PhoneKeys(16),
            TestTimes.DESIGNED,
            new InstallationSettings(
                3, 3000, 1500, 8, Duration.ofSeconds(5), Duration.ofMinutes(1)),
            pacer,
            () -> 0.5,
            metrics),
        new ResultPublisher(
            to,
            new AvroSerde<>(CommandResult.class, registry).serializer(),
            "command-results",
            "worker-1",
            traces,
            limit),
        new DeadLetters(
            to,
            new AvroSerde<>(DeadLetter.class, registry).serializer(),
            "dead-letters",
            pacer,
            limit),
        traces,
        pacer,
        metrics,
        TestTimes.DESIGNED.commitLease());
  }

  static NotificationCommand.Builder command(String tenant) {
    Instant now = TestPacer.START;
    return NotificationCommand.newBuilder()
        .setCommandId("sync:7:x#1")
        .setTenant(tenant)
        .setAddress("contact/7")
        .setBody(RefreshContact.newBuilder().setContactId(7).build())
        .setFirstDispatchedAt(now)
        .setCreatedAt(now)
        .setNotAfter(now.plus(Duration.ofMinutes(10)))
        .setPriority(Priority.TRANSACTIONAL);
  }

  Job job(String key, NotificationCommand command) {
    return job(
        key,
        new AvroSerde<>(NotificationCommand.class, registry)
            .serializer()
            .serialize(PollRig.TOPIC, command));
  }

  Job job(String key, byte[] value) {
    var record =
        new ConsumerRecord<>(PollRig.TOPIC, 0, 0L, key.getBytes(StandardCharsets.UTF_8), value);
    record.headers().add(PuenteHeaders.TRACEPARENT, TRACE.getBytes(StandardCharsets.UTF_8));
    return new Job(partition, record);
  }

  CommandResult result(int index) {
    return new AvroSerde<>(CommandResult.class, registry)
        .deserializer()
        .deserialize("command-results", producer.history().get(index).value());
  }

  DeadLetter deadLetter(int index) {
    return new AvroSerde<>(DeadLetter.class, registry)
        .deserializer()
        .deserialize("dead-letters", producer.history().get(index).value());
  }

  double counter(String name) {
    return meters.counter(name).count();
  }

  @Override
  public void close() {
    clients.close();
  }
}
