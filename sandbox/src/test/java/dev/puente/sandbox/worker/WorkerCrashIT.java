package dev.puente.sandbox.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.ResultCode;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.chatwoot.fault.FaultSpec;
import dev.puente.sandbox.net.LoopbackProxy;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The worker's own process is ended with SIGKILL at the worst moments: one message in the
 * simulator's journal all the same. The worker reaches Kafka through a proxy, which the test
 * freezes so that an answer of Chatwoot arrives but nothing can be produced or committed any more.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerCrashIT {
  private static final Duration SETTLING = Duration.ofSeconds(2);
  private static final long LIMIT_SECONDS = 60;

  private LoopbackProxy proxy;
  private KafkaLab kafka;
  private ChatwootLab chatwoot;
  private Map<String, Object> properties;
  private Path folder;
  private @Nullable WorkerProcess worker;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    proxy = new LoopbackProxy();
    kafka =
        new KafkaLab(
            BrokerSettings.in(folder.resolve("kafka"))
                .withExtraListener(new BrokerSettings.ExtraListener(0, proxy.port())));
    proxy.forwardTo(kafka.broker.extraPort());
    chatwoot = new ChatwootLab();
    properties = WorkerSettings.of(kafka, chatwoot.tenantsFile(folder));
    properties.put("puente.kafka.bootstrap-servers", "127.0.0.1:" + proxy.port());
  }

  /** Orderly, so that the next test begins without suspects. */
  @AfterEach
  void stopWorker() throws Exception {
    chatwoot.simulator.faults().clear();
    proxy.thaw();
    if (worker != null) {
      worker.stop();
    }
  }

  @AfterAll
  void stop() throws Exception {
    chatwoot.close();
    kafka.close();
    proxy.close();
  }

  @Test
  void shouldSendOnceWhenItIsKilledBeforeARequestThatIsNotActedUpon() throws Exception {
    // given
    NotificationCommand command = known("k-lost", "+541123470001");
    killDuring(FaultSpec.on("POST", "/messages").once().cutBeforeActing(), command);

    // when
    worker = startWorker();
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).goOn(command, 1);

    // then: looked up, not there, handed back to the mailbox, sent with the next epoch
    assertThat(answers)
        .extracting(CommandResult::getCode)
        .containsExactly(ResultCode.DEFERRED, ResultCode.SENT);
    assertThat(answers.getFirst().getReason()).isEqualTo("not_found_after_takeover");
    assertOnce("k-lost", answers.getLast());
  }

  @Test
  void shouldFindTheMessageWhenItIsKilledBeforeARequestThatIsActedUpon() throws Exception {
    // given
    NotificationCommand command = known("k-acted", "+541123470002");
    killDuring(FaultSpec.on("POST", "/messages").once(), command);
    Awaitility.await().atMost(KafkaLab.LIMIT).until(() -> !chatwoot.messages("k-acted").isEmpty());

    // when
    worker = startWorker();
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).goOn(command, 1);

    // then
    assertThat(answers).extracting(CommandResult::getCode).containsExactly(ResultCode.FOUND);
    assertOnce("k-acted", answers.getLast());
  }

  @Test
  void shouldFindTheMessageWhenItIsKilledWhileAConversationIsOpened() throws Exception {
    // given
    NotificationCommand command = Commands.send("k-open", 1, "+541123470003", chatwoot.apiInbox);
    killDuring(FaultSpec.on("POST", "accounts/*/conversations").once(), command);
    Awaitility.await().atMost(KafkaLab.LIMIT).until(() -> !chatwoot.messages("k-open").isEmpty());

    // when
    worker = startWorker();
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).goOn(command, 1);

    // then
    assertThat(answers).extracting(CommandResult::getCode).containsExactly(ResultCode.FOUND);
    assertOnce("k-open", answers.getLast());
  }

  @Test
  void shouldFindTheMessageWhenItIsKilledBetweenTheAnswerAndTheCommit() throws Exception {
    // given
    NotificationCommand command = known("k-answered", "+541123470004");
    CountDownLatch answered = new CountDownLatch(1);
    chatwoot
        .simulator
        .faults()
        .install(
            FaultSpec.on("POST", "/messages")
                .once()
                .beforeActing(proxy::freeze)
                .afterAnswer(answered::countDown));
    worker = startWorker();
    long offset = kafka.send(command);
    assertThat(answered.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    Awaitility.await("the worker tries to produce its answer")
        .atMost(KafkaLab.LIMIT)
        .until(() -> proxy.heldBytes() > 0);

    // when
    worker.kill();
    proxy.thaw();

    // then
    assertThat(chatwoot.messages("k-answered")).hasSize(1);
    assertThat(kafka.results()).noneMatch(r -> r.getCommandId().startsWith("k-answered"));
    assertThat(Objects.requireNonNull(kafka.committed(0)).offset()).isEqualTo(offset);

    // when
    worker = startWorker();
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).goOn(command, 1);

    // then
    assertThat(answers).extracting(CommandResult::getCode).containsExactly(ResultCode.FOUND);
    assertOnce("k-answered", answers.getLast());
  }

  @Test
  void shouldLeaveNoSuspectsWhenItIsStoppedOrderly() throws Exception {
    // given
    worker = startWorker();
    NotificationCommand command = Commands.send("k-clean", 1, "+541123470005", chatwoot.apiInbox);
    kafka.send(command);
    kafka.awaitResult("k-clean#1");

    // when
    worker.stop();
    OffsetAndMetadata committed = Objects.requireNonNull(kafka.committed(0));
    long next = kafka.send(Commands.send("k-next", 1, "+541123470005", chatwoot.apiInbox));
    worker = startWorker();
    CommandResult result = kafka.awaitResult("k-next#1");

    // then
    assertThat(committed.offset()).isEqualTo(next);
    assertThat(committed.metadata()).startsWith("v1;").endsWith(";" + next);
    assertThat(result.getCode()).isEqualTo(ResultCode.SENT);
  }

  /** Ends with the worker killed while the simulator holds the request. */
  private void killDuring(FaultSpec fault, NotificationCommand command) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch killed = new CountDownLatch(1);
    chatwoot
        .simulator
        .faults()
        .install(
            fault.beforeActing(
                () -> {
                  arrived.countDown();
                  killed.await(LIMIT_SECONDS, TimeUnit.SECONDS);
                }));
    worker = startWorker();
    kafka.send(command);
    assertThat(arrived.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    worker.kill();
    killed.countDown();
  }

  private WorkerProcess startWorker() throws Exception {
    try (ServerSocket free = new ServerSocket(0)) {
      int port = free.getLocalPort();
      free.close();
      return WorkerProcess.start(properties, port, folder.resolve("worker.log"));
    }
  }

  /** A command for a contact that has a running conversation. */
  private NotificationCommand known(String id, String phoneKey) {
    chatwoot
        .driver()
        .whatsapp(
            chatwoot.account,
            chatwoot.whatsappInbox,
            phoneKey.replace("+54", "549"),
            "Ana",
            "Hola");
    return Commands.send(id, 1, phoneKey, chatwoot.whatsappInbox);
  }

  private void assertOnce(String occurrence, CommandResult last) {
    assertThat(chatwoot.messages(occurrence))
        .singleElement()
        .satisfies(m -> assertThat(m.messageId()).isEqualTo(last.getMessageId()));
  }
}
