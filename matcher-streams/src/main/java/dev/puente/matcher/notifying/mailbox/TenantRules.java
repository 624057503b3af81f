package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Message;
import org.jspecify.annotations.Nullable;

/** What the settings of a tenant mean for its mailboxes; a new object for new settings. */
public interface TenantRules {
  /** What slots are counted by. */
  String installation();

  /** End of the quiet hours that hold at {@code now}; {@code now} itself when there are none. */
  long quietUntil(long now);

  /** Why this message can not be sent at all; null when it can. */
  @Nullable String refusal(Message message);

  /** What access depends on: a suspended tenant is tried again when this changes. */
  Object access();

  /** Settings by tenant. */
  @FunctionalInterface
  interface Directory {
    /** The rules of a tenant now; null when there are no settings. */
    @Nullable TenantRules find(String tenant);
  }
}
