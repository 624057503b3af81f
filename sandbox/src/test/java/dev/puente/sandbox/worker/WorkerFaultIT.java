package dev.puente.sandbox.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.ResultCode;
import dev.puente.notifier.NotifierApplication;
import dev.puente.sandbox.chatwoot.fault.FaultSpec;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.ApiRequest;
import dev.puente.sandbox.chatwoot.json.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ListAssert;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Whatever goes wrong at the far side: one message for each occurrence. The mailbox is played by
 * the test; the rest after an uncertain create is shorter than in production, and longer than any
 * late execution here.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkerFaultIT {
  private static final Duration SETTLING = Duration.ofSeconds(2);

  /**
   * Why a worker on a busy machine hands a command back without having tried to create anything:
   * its commit was acknowledged late, or it was taken for dead, came back, and found its own
   * reservation, as after any takeover.
   */
  private static final Set<String> NOT_TRIED =
      Set.of("ownership_not_confirmed", "handed_over", "not_found_after_takeover");

  private final AtomicInteger phones = new AtomicInteger(100);
  private KafkaLab kafka;
  private ChatwootLab chatwoot;
  private ConfigurableApplicationContext worker;

  @BeforeAll
  void start(@TempDir Path folder) throws Exception {
    kafka = KafkaLab.in(folder.resolve("kafka"));
    chatwoot = new ChatwootLab();
    worker = NotifierApplication.start(WorkerSettings.of(kafka, chatwoot.tenantsFile(folder)));
  }

  @AfterAll
  void stop() {
    worker.close();
    chatwoot.close();
    kafka.close();
  }

  @AfterEach
  void removeFaults() {
    chatwoot.simulator.faults().clear();
    chatwoot.driver().configureAccount(chatwoot.account, false, true);
  }

  static Stream<Arguments> faults() {
    UnaryOperator<FaultSpec> slow = fault -> fault.delay(Duration.ofSeconds(3));
    return Stream.of(
        argumentSet("slower than the deadline", slow, ResultCode.AMBIGUOUS, ResultCode.FOUND),
        fault("429", f -> f.answer(429), ResultCode.DEFERRED, ResultCode.SENT),
        fault("500 without effect", f -> f.answer(500), ResultCode.AMBIGUOUS, ResultCode.SENT),
        fault("503 without effect", f -> f.answer(503), ResultCode.AMBIGUOUS, ResultCode.SENT),
        fault("500 after effect", f -> f.actAndAnswer(500), ResultCode.AMBIGUOUS, ResultCode.FOUND),
        fault("502 after effect", f -> f.actAndAnswer(502), ResultCode.AMBIGUOUS, ResultCode.FOUND),
        fault("cut before", FaultSpec::cutBeforeActing, ResultCode.AMBIGUOUS, ResultCode.SENT),
        fault("cut after", FaultSpec::cutAfterActing, ResultCode.AMBIGUOUS, ResultCode.FOUND),
        fault("cut within", FaultSpec::cutWithinAnswer, ResultCode.AMBIGUOUS, ResultCode.FOUND),
        fault(
            "acts late",
            f -> f.actLate(Duration.ofMillis(1_200)),
            ResultCode.AMBIGUOUS,
            ResultCode.FOUND),
        fault("404", f -> f.answer(404), ResultCode.SENT, ResultCode.SENT));
  }

  private static Arguments fault(
      String name, UnaryOperator<FaultSpec> fault, ResultCode first, ResultCode last) {
    return argumentSet(name, fault, first, last);
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldSendOnceWhenPostingAMessageFails(
      UnaryOperator<FaultSpec> fault, ResultCode first, ResultCode last) throws Exception {
    // given
    NotificationCommand command = toKnownContact("fm");
    chatwoot.simulator.faults().install(fault.apply(FaultSpec.on("POST", "/messages").once()));

    // when
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).deliver(command);

    // then
    assertCodes(answers).startsWith(first);
    assertCodes(answers).endsWith(last);
    assertSentOnce(command, answers.getLast());
  }

  @ParameterizedTest
  @MethodSource("faults")
  void shouldSendOnceWhenOpeningAConversationFails(
      UnaryOperator<FaultSpec> fault, ResultCode first, ResultCode last) throws Exception {
    // given
    NotificationCommand command = toUnknownPhone("fc");
    chatwoot
        .simulator
        .faults()
        .install(fault.apply(FaultSpec.on("POST", "accounts/*/conversations").once()));

    // when
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).deliver(command);

    // then
    assertCodes(answers).startsWith(first);
    assertCodes(answers).endsWith(last);
    assertSentOnce(command, answers.getLast());
  }

  @ParameterizedTest
  @MethodSource("contactFaults")
  void shouldSendOnceToOneContactWhenCreatingItFails(
      UnaryOperator<FaultSpec> fault, ResultCode first) throws Exception {
    // given
    NotificationCommand command = toUnknownPhone("fk");
    chatwoot
        .simulator
        .faults()
        .install(fault.apply(FaultSpec.on("POST", "accounts/*/contacts").once()));

    // when
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).deliver(command);

    // then
    assertCodes(answers).startsWith(first);
    assertCodes(answers).endsWith(ResultCode.SENT);
    assertSentOnce(command, answers.getLast());
    assertThat(contactsMade(command)).isEqualTo(1);
  }

  /** The message itself was never uncertain, so the last answer is always SENT. */
  static Stream<Arguments> contactFaults() {
    return faults()
        .filter(each -> !((Arguments.ArgumentSet) each).getName().equals("404"))
        .map(
            each ->
                argumentSet(
                    String.valueOf(((Arguments.ArgumentSet) each).getName()),
                    each.get()[0],
                    each.get()[1]));
  }

  @Test
  void shouldRepeatReadsThatFail() throws Exception {
    // given
    NotificationCommand command = toKnownContact("fr");
    chatwoot
        .simulator
        .faults()
        .install(FaultSpec.on("POST", "/contacts/filter").answer(503).times(2));
    chatwoot
        .simulator
        .faults()
        .install(FaultSpec.on("GET", "contacts/*/conversations").cutBeforeActing().once());

    // when
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).deliver(command);

    // then
    assertCodes(answers).containsExactly(ResultCode.SENT);
    assertSentOnce(command, answers.getLast());
  }

  @Test
  void shouldUseTheContactThatSomebodyElseMakesInBetween() throws Exception {
    // given
    NotificationCommand command = toUnknownPhone("race");
    String number = command.getAddress().substring("phone/".length());
    chatwoot
        .simulator
        .faults()
        .install(
            FaultSpec.on("POST", "accounts/*/contacts")
                .once()
                .beforeActing(
                    () ->
                        chatwoot
                            .driver()
                            .incoming(
                                chatwoot.account,
                                chatwoot.apiInbox,
                                null,
                                Json.object().put("name", "Ana").put("phone_number", number),
                                "Hola")));

    // when
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).deliver(command);

    // then
    assertCodes(answers).containsExactly(ResultCode.SENT);
    assertSentOnce(command, answers.getLast());
    assertThat(
            chatwoot.simulator.journal().messages().stream()
                .filter(m -> m.type().equals("incoming"))
                .filter(m -> Objects.equals(m.contactId(), answers.getLast().getContactId())))
        .isNotEmpty();
  }

  @Test
  void shouldBlockTheTenantWhenTheAccountIsSuspended() throws Exception {
    // given
    NotificationCommand command = toUnknownPhone("susp");
    chatwoot.driver().configureAccount(chatwoot.account, true, true);

    // when
    List<CommandResult> answers = new Mailbox(kafka, SETTLING).deliver(command);

    // then
    assertThat(answers.getLast().getCode()).isEqualTo(ResultCode.TENANT_BLOCKED);
    assertThat(answers.getLast().getHttpStatus()).isEqualTo(401);
    assertThat(chatwoot.messages("susp")).isEmpty();
    chatwoot.driver().configureAccount(chatwoot.account, false, true);
    Awaitility.await("the worker forgets the refusal")
        .atMost(Duration.ofSeconds(60))
        .pollInterval(Duration.ofSeconds(2))
        .until(() -> probe().getCode() == ResultCode.SENT);
  }

  @Test
  void shouldFindAMessageThatAnAgentDeleted() throws Exception {
    // given
    NotificationCommand command = toKnownContact("del");
    CommandResult sent = new Mailbox(kafka, SETTLING).deliver(command).getLast();
    chatwoot.delete(sent.getConversationId(), sent.getMessageId());

    // when
    kafka.send(Commands.again(command, 2, true));
    CommandResult again = kafka.awaitResult("del#2");

    // then
    assertThat(again.getCode()).isEqualTo(ResultCode.FOUND);
    assertThat(again.getMessageId()).isEqualTo(sent.getMessageId());
  }

  /** The answers that count; named are the reasons of all. */
  private static ListAssert<ResultCode> assertCodes(List<CommandResult> answers) {
    return assertThat(answers.stream().filter(WorkerFaultIT::tried).map(CommandResult::getCode))
        .as("reasons %s", answers.stream().map(CommandResult::getReason).toList());
  }

  private static boolean tried(CommandResult answer) {
    return answer.getStillSuspect() || !NOT_TRIED.contains(String.valueOf(answer.getReason()));
  }

  private CommandResult probe() throws Exception {
    NotificationCommand command = toUnknownPhone("probe" + phones.get());
    kafka.send(command);
    return kafka.awaitResult(command.getCommandId());
  }

  private NotificationCommand toUnknownPhone(String prefix) {
    int number = phones.incrementAndGet();
    String id = prefix.matches("[a-z]{2}") ? prefix + "-" + number : prefix;
    return Commands.send(id, 1, "+54112346%04d".formatted(number), chatwoot.apiInbox);
  }

  private NotificationCommand toKnownContact(String prefix) {
    NotificationCommand command = toUnknownPhone(prefix);
    String number = command.getAddress().substring("phone/".length());
    chatwoot
        .driver()
        .incoming(
            chatwoot.account,
            chatwoot.apiInbox,
            null,
            Json.object().put("name", "Ana").put("phone_number", number.replace("+54", "+549")),
            "Hola");
    return command;
  }

  private long contactsMade(NotificationCommand command) {
    String number = command.getAddress().substring("phone/".length());
    return chatwoot.requests("POST", "/contacts").stream()
        .filter(ApiRequest::applied)
        .map(ApiRequest::body)
        .filter(body -> body != null && body.path("phone_number").asString("").equals(number))
        .count();
  }

  private void assertSentOnce(NotificationCommand command, CommandResult last) {
    String id = command.getCommandId().substring(0, command.getCommandId().indexOf('#'));
    assertThat(chatwoot.messages(id))
        .singleElement()
        .satisfies(m -> assertThat(m.messageId()).isEqualTo(last.getMessageId()));
  }
}
