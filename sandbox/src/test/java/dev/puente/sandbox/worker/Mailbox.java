package dev.puente.sandbox.worker;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.ResultCode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Plays the mailbox for one occurrence: sends the next epoch after each answer that does not end
 * it, as DEFERRED, AMBIGUOUS and STALE ask for.
 */
final class Mailbox {
  private static final int EPOCHS_AT_MOST = 8;

  private final KafkaLab kafka;
  private final Duration settling;
  private final List<CommandResult> answers = new ArrayList<>();

  /** With this rest after an AMBIGUOUS answer (60 s in production). */
  Mailbox(KafkaLab kafka, Duration settling) {
    this.kafka = kafka;
    this.settling = settling;
  }

  /** Sends the command and goes on until the occurrence ended; the answers in their order. */
  List<CommandResult> deliver(NotificationCommand command) throws Exception {
    kafka.send(command);
    return goOn(command, 1);
  }

  /** Goes on with a command that was sent already. */
  List<CommandResult> goOn(NotificationCommand command, int epoch) throws Exception {
    CommandResult answer = kafka.awaitResult(id(command, epoch));
    answers.add(answer);
    if (ends(answer.getCode())) {
      return answers;
    }
    if (epoch == EPOCHS_AT_MOST) {
      throw new AssertionError("no end after " + answers);
    }
    boolean ambiguous = answer.getCode() == ResultCode.AMBIGUOUS;
    boolean suspect = ambiguous || answer.getStillSuspect();
    NotificationCommand next = Commands.again(command, epoch + 1, suspect);
    if (ambiguous) {
      next.setSettleUntil(Instant.now().plus(settling));
    }
    kafka.send(next);
    return goOn(command, epoch + 1);
  }

  private static boolean ends(ResultCode code) {
    return switch (code) {
      case SENT, FOUND, REJECTED, TENANT_BLOCKED -> true;
      case DEFERRED, AMBIGUOUS, STALE, UNKNOWN -> false;
    };
  }

  private static String id(NotificationCommand command, int epoch) {
    String id = command.getCommandId();
    return id.substring(0, id.indexOf('#')) + "#" + epoch;
  }
}
