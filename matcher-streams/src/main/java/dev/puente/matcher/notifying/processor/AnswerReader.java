package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ResultCode;
import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.matcher.notifying.mailbox.Answer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Results of the worker as answers. */
final class AnswerReader {
  private static final int LONGEST = 200;

  private AnswerReader() {}

  static Answer of(CommandResult result) {
    Instant notBefore = result.getNotBefore();
    return new Answer(
        result.getCommandId(),
        code(result.getCode()),
        result.getStillSuspect(),
        shortened(result.getReason()),
        notBefore == null ? null : notBefore.toEpochMilli(),
        new SentRef(
            result.getMessageId(),
            result.getConversationId(),
            result.getContactId(),
            result.getInboxId()));
  }

  private static @Nullable String shortened(@Nullable String reason) {
    return reason == null || reason.length() <= LONGEST ? reason : reason.substring(0, LONGEST);
  }

  private static Answer.Code code(ResultCode code) {
    return switch (code) {
      case SENT -> Answer.Code.SENT;
      case FOUND -> Answer.Code.FOUND;
      case REJECTED -> Answer.Code.REJECTED;
      case DEFERRED -> Answer.Code.DEFERRED;
      case AMBIGUOUS -> Answer.Code.AMBIGUOUS;
      case STALE -> Answer.Code.STALE;
      case TENANT_BLOCKED -> Answer.Code.TENANT_BLOCKED;
      case UNKNOWN -> Answer.Code.UNKNOWN;
    };
  }
}
