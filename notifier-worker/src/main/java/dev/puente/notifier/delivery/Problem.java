package dev.puente.notifier.delivery;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Why a call to Chatwoot did not give what it was made for. */
public sealed interface Problem {
  /** 404: the contact, conversation or link is not there. */
  record Missing() implements Problem {}

  /**
   * The server looked at the request and refused it; certainly nothing was created.
   *
   * @param attributes names of the refused fields, empty when the server did not tell
   */
  record Refused(int status, Set<String> attributes) implements Problem {
    /** Whether the server named that field. */
    public boolean names(String attribute) {
      return attributes.contains(attribute);
    }
  }

  /** Too many requests: theirs or our own budget. Certainly nothing was created. */
  record Limited(@Nullable Integer status, String reason, Instant notBefore) implements Problem {}

  /** Credentials, account or permission refused; 404: there is no such account. */
  record Blocked(int status) implements Problem {}

  /** Certainly nothing was created, and it may go well later. */
  record Unavailable(@Nullable Integer status, String reason, @Nullable Instant notBefore)
      implements Problem {}

  /** A write whose fate is unknown. */
  record Unclear(@Nullable Integer status, String reason) implements Problem {}

  /** The call was not made. */
  record Withheld(Why why) implements Problem {}

  /** Reasons not to make a call. */
  enum Why {
    /** Too near to the end of the lease. */
    LEASE_ENDED,
    /** No fresh acknowledged commit proves that the partition is still ours. */
    NOT_CONFIRMED,
    /** The partition is being handed over. */
    REVOKED,
    /** The handling has used up its time. */
    OUT_OF_TIME,
    /** The notification became worthless while it waited for its turn. */
    EXPIRED
  }
}
