package dev.puente.notifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.notifier.delivery.Command;
import dev.puente.notifier.delivery.Effect;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.Problem.Why;
import dev.puente.notifier.delivery.Task;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The conditions immediately before a call (rule 4 of the design). */
class HandlingTest {
  private final TestPacer pacer = new TestPacer();
  private final Instant start = pacer.instant();
  private final PartitionWork partition =
      new PartitionWork(
          PollRig.P0, PollRig.TOPIC_ID, 0, 0, 10, start.minus(Duration.ofMinutes(5)), 0);
  private final Installation installation =
      new Installation(
          new InstallationSettings(3, 10, 5, 2, Duration.ofSeconds(5), Duration.ofMinutes(1)));
  private final TenantState tenant =
      new TenantState(new TenantState.Access(URI.create("http://chat.example"), 3, null));

  @Test
  void shouldAllowAWriteUnderAFreshAcknowledgedCommit() {
    // given
    partition.acknowledged(10, pacer.nanoTime());
    Handling handling = handling(Duration.ofMinutes(10));

    // when
    pacer.advance(Duration.ofSeconds(15));

    // then
    assertThat(handling.refusal(Effect.CREATE_MESSAGE)).isEmpty();
  }

  @Test
  void shouldWithholdAWriteWhenNoCommitWasAcknowledgedLately() {
    // given
    partition.acknowledged(10, pacer.nanoTime());
    Handling handling = handling(Duration.ofMinutes(10));

    // when
    pacer.advance(Duration.ofSeconds(16));

    // then
    assertThat(handling.refusal(Effect.CREATE_MESSAGE))
        .contains(new Problem.Withheld(Why.NOT_CONFIRMED));
    assertThat(handling.refusal(Effect.READ)).isEmpty();
  }

  @Test
  void shouldWaitShortlyForTheNextAcknowledgement() {
    // given
    Handling handling = handling(Duration.ofMinutes(10));
    pacer.onRest(() -> partition.acknowledged(10, pacer.nanoTime()));

    // then
    assertThat(handling.refusal(Effect.CREATE)).isEmpty();
  }

  @Test
  void shouldWithholdAWriteNearTheEndOfTheLease() {
    // given
    partition.acknowledged(10, pacer.nanoTime());
    Handling handling = handling(Duration.ofSeconds(30));
    assertThat(handling.refusal(Effect.CREATE)).isEmpty();

    // when
    pacer.advance(Duration.ofSeconds(5));

    // then
    assertThat(handling.refusal(Effect.CREATE)).contains(new Problem.Withheld(Why.LEASE_ENDED));
  }

  @Test
  void shouldWithholdAMessageThatExpiredWhileItWaitedForItsTurn() {
    // given
    partition.acknowledged(10, pacer.nanoTime());
    Handling handling =
        handling(Duration.ofMinutes(10), pacer.instant().plus(Duration.ofSeconds(10)));
    assertThat(handling.refusal(Effect.CREATE_MESSAGE)).isEmpty();

    // when
    pacer.advance(Duration.ofSeconds(10));

    // then
    assertThat(handling.refusal(Effect.READ)).isEmpty();
    assertThat(handling.refusal(Effect.CREATE_MESSAGE)).contains(new Problem.Withheld(Why.EXPIRED));
  }

  @Test
  void shouldStartNoCallWhenThePartitionIsHandedOver() {
    // given
    partition.acknowledged(10, pacer.nanoTime());
    Handling handling = handling(Duration.ofMinutes(10));

    // when
    partition.drain();

    // then
    assertThat(handling.refusal(Effect.READ)).contains(new Problem.Withheld(Why.REVOKED));
    assertThat(handling.rest(Duration.ofSeconds(1))).isFalse();
  }

  @Test
  void shouldStartNoCallThatCouldOutliveTheHandling() {
    // given
    partition.acknowledged(10, pacer.nanoTime());
    Handling handling = handling(Duration.ofMinutes(10));

    // when
    pacer.advance(Duration.ofSeconds(71));

    // then
    assertThat(handling.refusal(Effect.READ)).contains(new Problem.Withheld(Why.OUT_OF_TIME));
  }

  @Test
  void shouldLeaveAFailingInstallationAlone() {
    // given
    Handling handling = handling(Duration.ofMinutes(10));

    // when
    handling.ended("x", new Problem.Unclear(503, "server_error"));
    handling.ended("x", new Problem.Unavailable(null, "unreachable", null));

    // then
    assertThat(handling.refusal(Effect.READ))
        .contains(new Problem.Unavailable(null, "breaker_open", start.plusSeconds(5)));
  }

  @Test
  void shouldStopWhenTheBudgetOfTheMinuteIsUsedUp() {
    // given
    Handling handling = handling(Duration.ofMinutes(10));
    for (int i = 0; i < 5; i++) {
      assertThat(handling.refusal(Effect.READ)).isEmpty();
    }

    // then
    assertThat(handling.refusal(Effect.READ))
        .get()
        .isInstanceOfSatisfying(
            Problem.Limited.class,
            limited -> assertThat(limited.notBefore()).isAfterOrEqualTo(start.plusSeconds(50)));
  }

  @Test
  void shouldNotAskAgainAtOnceWhenTheAccountWasRefused() {
    // given
    Handling handling = handling(Duration.ofMinutes(10));

    // when
    handling.ended("x", new Problem.Blocked(401));

    // then
    assertThat(handling.refusal(Effect.READ)).contains(new Problem.Blocked(401));
    pacer.advance(Duration.ofSeconds(20));
    assertThat(handling.refusal(Effect.READ)).isEmpty();
  }

  private Handling handling(Duration lease) {
    return handling(lease, null);
  }

  private Handling handling(Duration lease, @Nullable Instant expiresAt) {
    Command command =
        new Command(
            "n#1",
            "acme",
            "contact/1",
            new Task.Refresh(1),
            null,
            false,
            start,
            null,
            Command.Hints.NONE,
            start.plus(lease),
            expiresAt);
    return new Handling(
        partition,
        command,
        installation,
        tenant,
        TestTimes.DESIGNED,
        pacer,
        () -> 0.5,
        new WorkerMetrics(new SimpleMeterRegistry()));
  }
}
