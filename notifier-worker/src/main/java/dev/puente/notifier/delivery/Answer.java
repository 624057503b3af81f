package dev.puente.notifier.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one command.
 *
 * @param code what happened
 * @param stillSuspect an earlier handling may have acted and was not looked up
 * @param reason machine-readable, without personal data
 * @param httpStatus last status, null when there was none
 * @param notBefore not to be tried before, null: no limit
 * @param place where things ended up
 * @param reading an authoritative read of the contact, for refresh commands
 * @param writtenName the contact's name when it is one that we wrote; null: it is not, or names
 *     were not looked at
 */
public record Answer(
    Code code,
    boolean stillSuspect,
    @Nullable String reason,
    @Nullable Integer httpStatus,
    @Nullable Instant notBefore,
    Place place,
    @Nullable Reading reading,
    @Nullable String writtenName) {

  /** See the table of codes in the module's README. */
  public enum Code {
    /** Done now. */
    SENT,
    /** It had been done before; found by its marker. */
    FOUND,
    /** Final refusal. */
    REJECTED,
    /** Nothing created by this handling. */
    DEFERRED,
    /** Perhaps created. */
    AMBIGUOUS,
    /** The lease ended before anything was tried. */
    STALE,
    /** Credentials or account refused. */
    TENANT_BLOCKED
  }

  /** Ids in Chatwoot, null where unknown. */
  public record Place(
      @Nullable Long contactId,
      @Nullable Long conversationId,
      @Nullable Long messageId,
      @Nullable Long inboxId,
      @Nullable String sourceId) {
    /** Nothing is known. */
    public static final Place UNKNOWN = new Place(null, null, null, null, null);

    /** Only the contact is known. */
    public static Place ofContact(long contactId) {
      return new Place(contactId, null, null, null, null);
    }
  }

  /** What a contact looks like; all null when it does not exist. */
  public record Reading(
      boolean exists,
      @Nullable String phoneNumber,
      @Nullable String identifier,
      @Nullable String name) {}

  /** Done now. */
  public static Answer sent(Place place) {
    return new Answer(Code.SENT, false, null, null, null, place, null, null);
  }

  /** Found by its marker. */
  public static Answer found(Place place) {
    return new Answer(Code.FOUND, false, null, null, null, place, null, null);
  }

  /** Final refusal. */
  public static Answer rejected(String reason, @Nullable Integer httpStatus) {
    return new Answer(Code.REJECTED, false, reason, httpStatus, null, Place.UNKNOWN, null, null);
  }

  /** Nothing created by this handling. */
  public static Answer deferred(String reason, @Nullable Integer httpStatus, Instant notBefore) {
    return new Answer(
        Code.DEFERRED, false, reason, httpStatus, notBefore, Place.UNKNOWN, null, null);
  }

  /** Perhaps created. */
  public static Answer ambiguous(String reason, @Nullable Integer httpStatus) {
    return new Answer(Code.AMBIGUOUS, true, reason, httpStatus, null, Place.UNKNOWN, null, null);
  }

  /** The lease or the notification ended before anything was tried. */
  public static Answer stale(String reason) {
    return new Answer(Code.STALE, false, reason, null, null, Place.UNKNOWN, null, null);
  }

  /** Credentials or account refused. */
  public static Answer blocked(String reason, @Nullable Integer httpStatus) {
    return new Answer(
        Code.TENANT_BLOCKED, false, reason, httpStatus, null, Place.UNKNOWN, null, null);
  }

  /** The same with another remark. */
  public Answer withReason(@Nullable String remark) {
    return new Answer(
        code, stillSuspect, remark, httpStatus, notBefore, place, reading, writtenName);
  }

  /** The same with the read contact. */
  public Answer withReading(Reading read) {
    return new Answer(code, stillSuspect, reason, httpStatus, notBefore, place, read, writtenName);
  }

  /** The same with the contact's name, when it is one that we wrote. */
  public Answer withWrittenName(@Nullable String name) {
    return new Answer(code, stillSuspect, reason, httpStatus, notBefore, place, reading, name);
  }

  /** The same, telling where things were meant to go. */
  public Answer at(Place where) {
    return new Answer(
        code, stillSuspect, reason, httpStatus, notBefore, where, reading, writtenName);
  }

  /** The same; an answer that settles nothing keeps the suspicion that it could not clear. */
  public Answer keepingSuspicion(boolean suspicion) {
    boolean open =
        switch (code) {
          case DEFERRED, STALE, TENANT_BLOCKED -> suspicion;
          case AMBIGUOUS -> true;
          case SENT, FOUND, REJECTED -> false;
        };
    return new Answer(code, open, reason, httpStatus, notBefore, place, reading, writtenName);
  }

  /** Shows nothing personal. */
  @Override
  public String toString() {
    return "Answer[code=" + code + ", reason=" + reason + ", httpStatus=" + httpStatus + "]";
  }
}
