package dev.puente.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ResultCode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class SyncProgressTest {
  private final SyncProgress progress = new SyncProgress("0123456789abcdef");

  private void answer(String client, String hash, ResultCode code) {
    progress.answered(
        CommandResult.newBuilder()
            .setCommandId("sync:client/" + client + ":" + hash + "#1")
            .setTenant("clinic")
            .setAddress("phone/+1")
            .setKind(CommandKind.UPSERT)
            .setSubject("client/" + client)
            .setCode(code)
            .setReason(code == ResultCode.REJECTED ? "unknown_inbox" : null)
            .setStartedAt(Instant.EPOCH)
            .setFinishedAt(Instant.EPOCH)
            .build());
  }

  @Test
  void shouldBeDoneWhenTheClientIsLinked() {
    // given
    progress.asked("17");
    progress.asked("18");

    // when
    answer("17", "01234567", ResultCode.SENT);
    progress.linked("17");
    progress.linked("99");

    // then
    assertThat(progress.linkedCount()).isEqualTo(1);
    assertThat(progress.openCount()).isEqualTo(1);
    assertThat(progress.notLinked()).containsExactly("18");
  }

  @Test
  void shouldNotTakeAnAnswerToAnotherRunForItsOwn() {
    // given
    progress.asked("17");

    // when
    answer("17", "ffffffff", ResultCode.SENT);

    // then
    assertThat(progress.openCount()).isEqualTo(1);
  }

  @Test
  void shouldWaitWhenTheMatcherAsksAgain() {
    // given
    progress.asked("17");

    // when
    answer("17", "01234567", ResultCode.DEFERRED);

    // then
    assertThat(progress.openCount()).isEqualTo(1);
    assertThat(progress.refused()).isEmpty();
  }

  @Test
  void shouldKeepTheReasonOfARefusal() {
    // given
    progress.asked("17");

    // when
    answer("17", "01234567", ResultCode.REJECTED);

    // then
    assertThat(progress.refused()).containsEntry("17", "unknown_inbox");
    assertThat(progress.openCount()).isZero();
    assertThat(progress.notLinked()).isEmpty();
  }

  @Test
  void shouldTellWhenChatwootRefusesTheTenant() {
    // given
    progress.asked("17");

    // when
    answer("17", "01234567", ResultCode.TENANT_BLOCKED);

    // then
    assertThat(progress.tenantBlocked()).isTrue();
  }
}
