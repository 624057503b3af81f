package dev.puente.notifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.DeadLetter;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.Priority;
import dev.puente.event.v1.RefreshContact;
import dev.puente.event.v1.ResultCode;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandHandlerTest {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
  private static final String KEY = "acme:contact/7";
  private static final String NOWHERE = "http://127.0.0.1:1";

  private final TestPacer pacer = new TestPacer();
  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final MockProducer<byte[], byte[]> producer =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final ChatwootClients clients =
      new ChatwootClients(
          new ChatwootClients.Limits(
              Duration.ofMillis(200),
              Duration.ofSeconds(1),
              new RetryPolicy(1, Duration.ofMillis(1), Duration.ofMillis(1)),
              true),
          pacer,
          () -> 0.5);
  private final PartitionWork partition =
      new PartitionWork(PollRig.P0, PollRig.TOPIC_ID, 0, 0, 100, TestPacer.START, 0);
  private final Settings tenants = new Settings(tenant("acme", NOWHERE, "token"));
  private final CommandHandler handler = handler();

  /** The settings as they were read last, and as the file holds them by now. */
  private static final class Settings implements TenantSource {
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

  CommandHandlerTest() {
    partition.acknowledged(100, 0);
  }

  @AfterEach
  void close() {
    clients.close();
  }

  @Test
  void shouldAnswerUnderTheKeyOfTheCommandAndContinueItsTrace() {
    // given
    Job job = job(KEY, command("acme").setNotAfter(TestPacer.START).build());

    // when
    boolean done = handler.handle(job);

    // then
    assertThat(done).isTrue();
    ProducerRecord<byte[], byte[]> record = producer.history().getFirst();
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(KEY);
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TRACEPARENT))
        .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
        .isNotEqualTo(TRACE);
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TENANT)).isEqualTo("acme");
    CommandResult result = result(0);
    assertThat(result.getCommandId()).isEqualTo("sync:7:x#1");
    assertThat(result.getCode()).isEqualTo(ResultCode.STALE);
    assertThat(result.getAddress()).isEqualTo("contact/7");
    assertThat(result.getSubject()).isEqualTo("7");
  }

  @Test
  void shouldBlockATenantThatIsNotKnown() {
    // when
    handler.handle(job("other:contact/7", command("other").build()));

    // then
    assertThat(result(0).getCode()).isEqualTo(ResultCode.TENANT_BLOCKED);
    assertThat(result(0).getReason()).isEqualTo("unknown_tenant");
  }

  @Test
  void shouldKeepWhatItCannotReadAndGoOn() {
    // given
    Job job = job(KEY, new byte[] {9, 9});

    // when
    boolean done = handler.handle(job);

    // then
    assertThat(done).isTrue();
    assertThat(producer.history())
        .singleElement()
        .satisfies(r -> assertThat(r.topic()).isEqualTo("dead-letters"));
    DeadLetter letter = deadLetter(0);
    assertThat(letter.getReasonClass()).isEqualTo("UNREADABLE_VALUE");
    assertThat(letter.getOriginalValue().array()).containsExactly(9, 9);
    assertThat(counter("puente.worker.commands.unreadable")).isEqualTo(1);
  }

  @Test
  void shouldRejectACommandThatContradictsItsKey() {
    // given
    Job job = job("acme:contact/8", command("acme").build());

    // when
    handler.handle(job);

    // then
    assertThat(deadLetter(0).getReasonClass()).isEqualTo("OTHER_ADDRESS");
    assertThat(result(1).getCode()).isEqualTo(ResultCode.REJECTED);
    assertThat(result(1).getReason()).isEqualTo("contradictory_command");
  }

  @Test
  void shouldNotBeDoneBeforeTheAnswerIsAcknowledged() {
    // given
    MockProducer<byte[], byte[]> failing =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    failing.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
    pacer.onRest(
        () -> {
          failing.sendException = null;
          partition.drain();
        });
    Job job = job(KEY, command("acme").setNotAfter(TestPacer.START).build());

    // when
    boolean done = handler(failing).handle(job);

    // then
    assertThat(done).isFalse();
  }

  @Test
  void shouldRepeatAnAnswerUntilItIsAcknowledged() {
    // given
    producer.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
    pacer.onRest(() -> producer.sendException = null);
    Job job = job(KEY, command("acme").setNotAfter(TestPacer.START).build());

    // when
    boolean done = handler.handle(job);

    // then
    assertThat(done).isTrue();
    assertThat(result(0).getCode()).isEqualTo(ResultCode.STALE);
    assertThat(counter("puente.worker.results.publish.failures")).isEqualTo(1);
  }

  @Test
  void shouldNotSendTheMailboxOnWhileAnotherOwnerMayWorkOnTheRecord() {
    // given
    Job job = job(KEY, command("acme").setNotAfter(TestPacer.START).build());
    pacer.advance(Duration.ofMinutes(1));
    pacer.onRest(partition::leave);

    // when
    boolean done = handler.handle(job);

    // then
    assertThat(done).isFalse();
    assertThat(producer.history()).isEmpty();
  }

  @Test
  void shouldDeferWhenChatwootIsNotReachable() {
    // given
    Job job = job(KEY, command("acme").build());

    // when
    handler.handle(job);

    // then
    assertThat(result(0).getCode()).isEqualTo(ResultCode.DEFERRED);
    assertThat(result(0).getReason()).isEqualTo("unreachable");
    assertThat(result(0).getNotBefore()).isAfter(TestPacer.START);
  }

  @Test
  void shouldGiveAnUntriedCommandBackWithItsSuspicion() {
    // given
    Job job = job(KEY, command("acme").setSuspect(true).build());

    // when
    boolean acknowledged = handler.handBack(job);

    // then
    assertThat(acknowledged).isTrue();
    assertThat(result(0).getCode()).isEqualTo(ResultCode.DEFERRED);
    assertThat(result(0).getReason()).isEqualTo("handed_over");
    assertThat(result(0).getStillSuspect()).isTrue();
  }

  @Test
  void shouldCountEveryCommandOnce() {
    // given
    List<Job> jobs =
        List.of(
            job(KEY, command("acme").setNotAfter(TestPacer.START).build()),
            job("other:contact/7", command("other").build()),
            job(KEY, new byte[] {1}),
            job("acme:contact/8", command("acme").build()));
    WorkerMetrics metrics = new WorkerMetrics(meters);

    // when
    jobs.forEach(
        job -> {
          metrics.read();
          handler.handle(job);
        });

    // then
    double answered =
        meters.find("puente.worker.commands.answered").counters().stream()
            .mapToDouble(c -> c.count())
            .sum();
    assertThat(answered + counter("puente.worker.commands.unreadable"))
        .isEqualTo(counter("puente.worker.commands.read"));
  }

  private static TenantConfig tenant(String id, String url, String token) {
    return TenantConfig.of(id, URI.create(url), 3)
        .apiToken(new Secret(token))
        .region("AR")
        .locale("es")
        .build();
  }

  private CommandHandler handler() {
    return handler(producer);
  }

  private CommandHandler handler(MockProducer<byte[], byte[]> to) {
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

  private static NotificationCommand.Builder command(String tenant) {
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

  private Job job(String key, NotificationCommand command) {
    return job(
        key,
        new AvroSerde<>(NotificationCommand.class, registry)
            .serializer()
            .serialize(PollRig.TOPIC, command));
  }

  private Job job(String key, byte[] value) {
    var record =
        new ConsumerRecord<>(PollRig.TOPIC, 0, 0L, key.getBytes(StandardCharsets.UTF_8), value);
    record.headers().add(PuenteHeaders.TRACEPARENT, TRACE.getBytes(StandardCharsets.UTF_8));
    return new Job(partition, record);
  }

  private CommandResult result(int index) {
    return new AvroSerde<>(CommandResult.class, registry)
        .deserializer()
        .deserialize("command-results", producer.history().get(index).value());
  }

  private DeadLetter deadLetter(int index) {
    return new AvroSerde<>(DeadLetter.class, registry)
        .deserializer()
        .deserialize("dead-letters", producer.history().get(index).value());
  }

  private double counter(String name) {
    return meters.counter(name).count();
  }

  @Test
  void shouldWorkForATenantThatWasAddedSinceTheSettingsWereRead() {
    // given
    tenants.write(tenant("acme", NOWHERE, "token"), tenant("other", NOWHERE, "token"));

    // when
    handler.handle(job("other:contact/7", command("other").build()));

    // then
    assertThat(result(0).getReason()).isEqualTo("unreachable");
  }

  @Test
  void shouldHandBackARefusedCommandWhenTheTokenIsAnotherByNow() throws IOException {
    try (Doorkeeper chatwoot = new Doorkeeper("new")) {
      // given
      tenants.write(tenant("acme", chatwoot.url(), "old"));
      tenants.fresh();
      tenants.write(tenant("acme", chatwoot.url(), "new"));

      // when: the refusal of the old token must not be remembered for the new one
      handler.handle(job(KEY, command("acme").build()));
      handler.handle(job(KEY, command("acme").build()));

      // then
      assertThat(result(0).getCode()).isEqualTo(ResultCode.DEFERRED);
      assertThat(result(0).getReason()).isEqualTo("settings_changed");
      assertThat(result(1).getCode()).isEqualTo(ResultCode.SENT);
    }
  }

  @Test
  void shouldBlockATenantWhoseTokenIsRefusedAndStillTheSame() throws IOException {
    try (Doorkeeper chatwoot = new Doorkeeper("new")) {
      // given
      tenants.write(tenant("acme", chatwoot.url(), "old"));
      tenants.fresh();

      // when
      handler.handle(job(KEY, command("acme").build()));

      // then
      assertThat(result(0).getCode()).isEqualTo(ResultCode.TENANT_BLOCKED);
      assertThat(result(0).getReason()).isEqualTo("unauthorized");
    }
  }

  /** A Chatwoot with contact 7 that knows one token. */
  private static final class Doorkeeper implements AutoCloseable {
    private final HttpServer server;

    Doorkeeper(String token) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
      server.createContext(
          "/",
          exchange -> {
            boolean known = token.equals(exchange.getRequestHeaders().getFirst("api-access-token"));
            byte[] body =
                (known ? "{\"payload\":{\"id\":7}}" : "{\"error\":\"Invalid Access Token\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
