package dev.puente.notifier.command;

import static dev.puente.notifier.command.CommandHandlerRig.KEY;
import static dev.puente.notifier.command.CommandHandlerRig.TRACE;
import static dev.puente.notifier.command.CommandHandlerRig.command;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.DeadLetter;
import dev.puente.event.v1.ResultCode;
import dev.puente.schemas.topic.PuenteHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class CommandHandlerTest {
  private final CommandHandlerRig rig = new CommandHandlerRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void shouldAnswerUnderTheKeyOfTheCommandAndContinueItsTrace() {
    // given
    Job job = rig.job(KEY, command("acme").setNotAfter(TestPacer.START).build());

    // when
    boolean done = rig.handler.handle(job);

    // then
    assertThat(done).isTrue();
    ProducerRecord<byte[], byte[]> record = rig.producer.history().getFirst();
    assertThat(new String(record.key(), StandardCharsets.UTF_8)).isEqualTo(KEY);
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TRACEPARENT))
        .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
        .isNotEqualTo(TRACE);
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TENANT)).isEqualTo("acme");
    CommandResult result = rig.result(0);
    assertThat(result.getCommandId()).isEqualTo("sync:7:x#1");
    assertThat(result.getCode()).isEqualTo(ResultCode.STALE);
    assertThat(result.getAddress()).isEqualTo("contact/7");
    assertThat(result.getSubject()).isEqualTo("7");
  }

  @Test
  void shouldKeepWhatItCannotReadAndGoOn() {
    // given
    Job job = rig.job(KEY, new byte[] {9, 9});

    // when
    boolean done = rig.handler.handle(job);

    // then
    assertThat(done).isTrue();
    assertThat(rig.producer.history())
        .singleElement()
        .satisfies(r -> assertThat(r.topic()).isEqualTo("dead-letters"));
    DeadLetter letter = rig.deadLetter(0);
    assertThat(letter.getReasonClass()).isEqualTo("UNREADABLE_VALUE");
    assertThat(letter.getOriginalValue().array()).containsExactly(9, 9);
    assertThat(rig.counter("puente.worker.commands.unreadable")).isEqualTo(1);
  }

  @Test
  void shouldRejectACommandThatContradictsItsKey() {
    // given
    Job job = rig.job("acme:contact/8", command("acme").build());

    // when
    rig.handler.handle(job);

    // then
    assertThat(rig.deadLetter(0).getReasonClass()).isEqualTo("OTHER_ADDRESS");
    assertThat(rig.result(1).getCode()).isEqualTo(ResultCode.REJECTED);
    assertThat(rig.result(1).getReason()).isEqualTo("contradictory_command");
  }

  @Test
  void shouldNotBeDoneBeforeTheAnswerIsAcknowledged() {
    // given
    MockProducer<byte[], byte[]> failing =
        new MockProducer<>(false, null, new ByteArraySerializer(), new ByteArraySerializer());
    failing.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
    rig.pacer.onRest(
        () -> {
          failing.sendException = null;
          rig.partition.drain();
        });
    Job job = rig.job(KEY, command("acme").setNotAfter(TestPacer.START).build());

    // when
    boolean done = rig.handler(failing).handle(job);

    // then
    assertThat(done).isFalse();
  }

  @Test
  void shouldRepeatAnAnswerUntilItIsAcknowledged() {
    // given
    rig.producer.sendException = new org.apache.kafka.common.errors.TimeoutException("no broker");
    rig.pacer.onRest(() -> rig.producer.sendException = null);
    Job job = rig.job(KEY, command("acme").setNotAfter(TestPacer.START).build());

    // when
    boolean done = rig.handler.handle(job);

    // then
    assertThat(done).isTrue();
    assertThat(rig.result(0).getCode()).isEqualTo(ResultCode.STALE);
    assertThat(rig.counter("puente.worker.results.publish.failures")).isEqualTo(1);
  }

  @Test
  void shouldNotSendTheMailboxOnWhileAnotherOwnerMayWorkOnTheRecord() {
    // given
    Job job = rig.job(KEY, command("acme").setNotAfter(TestPacer.START).build());
    rig.pacer.advance(Duration.ofMinutes(1));
    rig.pacer.onRest(rig.partition::leave);

    // when
    boolean done = rig.handler.handle(job);

    // then
    assertThat(done).isFalse();
    assertThat(rig.producer.history()).isEmpty();
  }

  @Test
  void shouldDeferWhenChatwootIsNotReachable() {
    // given
    Job job = rig.job(KEY, command("acme").build());

    // when
    rig.handler.handle(job);

    // then
    assertThat(rig.result(0).getCode()).isEqualTo(ResultCode.DEFERRED);
    assertThat(rig.result(0).getReason()).isEqualTo("unreachable");
    assertThat(rig.result(0).getNotBefore()).isAfter(TestPacer.START);
  }

  @Test
  void shouldGiveAnUntriedCommandBackWithItsSuspicion() {
    // given
    Job job = rig.job(KEY, command("acme").setSuspect(true).build());

    // when
    boolean acknowledged = rig.handler.handBack(job);

    // then
    assertThat(acknowledged).isTrue();
    assertThat(rig.result(0).getCode()).isEqualTo(ResultCode.DEFERRED);
    assertThat(rig.result(0).getReason()).isEqualTo("handed_over");
    assertThat(rig.result(0).getStillSuspect()).isTrue();
  }

  @Test
  void shouldCountEveryCommandOnce() {
    // given
    List<Job> jobs =
        List.of(
            rig.job(KEY, command("acme").setNotAfter(TestPacer.START).build()),
            rig.job("other:contact/7", command("other").build()),
            rig.job(KEY, new byte[] {1}),
            rig.job("acme:contact/8", command("acme").build()));
    WorkerMetrics metrics = new WorkerMetrics(rig.meters);

    // when
    jobs.forEach(
        job -> {
          metrics.read();
          rig.handler.handle(job);
        });

    // then
    double answered =
        rig.meters.find("puente.worker.commands.answered").counters().stream()
            .mapToDouble(c -> c.count())
            .sum();
    assertThat(answered + rig.counter("puente.worker.commands.unreadable"))
        .isEqualTo(rig.counter("puente.worker.commands.read"));
  }
}
