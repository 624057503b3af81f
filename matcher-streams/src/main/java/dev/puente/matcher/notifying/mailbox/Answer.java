package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.SentRef;
import dev.puente.schemas.delivery.WorkerReasons;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The worker's answer to one command.
 *
 * @param commandId the command
 * @param code what happened
 * @param stillSuspect an earlier handling may have acted and was not looked up
 * @param reason machine-readable reason, or null
 * @param notBefore not to be tried before, or null
 * @param ref what it told about the address
 */
public record Answer(
    String commandId,
    Code code,
    boolean stillSuspect,
    @Nullable String reason,
    @Nullable Long notBefore,
    SentRef ref) {
  private static final Set<String> OF_ONE_RECIPIENT =
      Set.of(WorkerReasons.SERVER_ERROR, WorkerReasons.OUT_OF_TIME);

  /** What happened. */
  public enum Code {
    /** Created or done now. */
    SENT,
    /** The marker was found: created earlier. */
    FOUND,
    /** Final refusal. */
    REJECTED,
    /** Nothing created by this handling; later. */
    DEFERRED,
    /** Perhaps created. */
    AMBIGUOUS,
    /** The lease was over; nothing tried by this handling. */
    STALE,
    /** The tenant's access is refused. */
    TENANT_BLOCKED,
    /** No answer until the lease was over for long. Never on the wire. */
    LOST,
    /** A code of a newer worker. */
    UNKNOWN
  }

  /**
   * Whether the installation is there, but what it holds of this one recipient can not be read, or
   * not in time.
   */
  boolean ofOneRecipient() {
    return reason != null && OF_ONE_RECIPIENT.contains(reason);
  }

  /** Whether Chatwoot refuses the contact as long as another one has its phone number. */
  public boolean ofDuplicatePhone() {
    return code == Code.REJECTED && WorkerReasons.DUPLICATE_PHONE_NUMBER.equals(reason);
  }

  /** The answer that stands for none. */
  static Answer lost(String commandId) {
    return new Answer(commandId, Code.LOST, true, null, null, SentRef.NONE);
  }
}
