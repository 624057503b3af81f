package dev.puente.matcher.notifying.domain;

import org.jspecify.annotations.Nullable;

/**
 * One occurrence of a notification in the mailbox of its address.
 *
 * @param notificationId notification
 * @param occurrence {@code id} or {@code id#n}: what the marker is made of
 * @param recipient typed recipient as asked for
 * @param target whom it reaches
 * @param message what is said
 * @param urgency class
 * @param place effective due time and order of acceptance
 * @param expiresAt worthless after this; null: never
 * @param progress what was tried so far
 * @param traceparent trace of the request, or null
 */
public record Entry(
    String notificationId,
    String occurrence,
    String recipient,
    Target target,
    Message message,
    Urgency urgency,
    Place place,
    @Nullable Long expiresAt,
    Progress progress,
    @Nullable String traceparent) {

  /**
   * What was tried so far.
   *
   * @param epoch number of the last dispatch, 0 before the first
   * @param attempts handlings that may have created a message and ended without certainty
   * @param suspect an earlier handling may have created the message
   * @param cancelled withdrawn while a command was under way
   * @param firstDispatchedAt first dispatch; null before
   * @param settleUntil a look-up may not start before; null: any time
   */
  public record Progress(
      int epoch,
      int attempts,
      boolean suspect,
      boolean cancelled,
      @Nullable Long firstDispatchedAt,
      @Nullable Long settleUntil) {
    /** Nothing was tried. */
    public static final Progress NEW = new Progress(0, 0, false, false, null, null);

    /** The next epoch begins. */
    public Progress dispatched(long now) {
      Long first = firstDispatchedAt == null ? Long.valueOf(now) : firstDispatchedAt;
      return new Progress(epoch + 1, attempts, suspect, cancelled, first, settleUntil);
    }

    /** An answer that created nothing, or that is not sure about earlier handlings. */
    public Progress suspect(boolean still) {
      return new Progress(
          epoch, attempts, still, cancelled, firstDispatchedAt, still ? settleUntil : null);
    }

    /** One more handling without certainty. */
    public Progress uncertain(@Nullable Long settle) {
      return new Progress(epoch, attempts + 1, true, cancelled, firstDispatchedAt, settle);
    }

    /** Withdrawn. */
    public Progress cancel() {
      return new Progress(epoch, attempts, suspect, true, firstDispatchedAt, settleUntil);
    }
  }

  /** Whether its time is over. */
  public boolean expired(long now) {
    return expiresAt != null && expiresAt <= now;
  }

  /** The same with other progress. */
  public Entry with(Progress newProgress) {
    return new Entry(
        notificationId,
        occurrence,
        recipient,
        target,
        message,
        urgency,
        place,
        expiresAt,
        newProgress,
        traceparent);
  }

  /** The same at another place. */
  public Entry at(Place newPlace) {
    return new Entry(
        notificationId,
        occurrence,
        recipient,
        target,
        message,
        urgency,
        newPlace,
        expiresAt,
        progress,
        traceparent);
  }

  /** The same for another target. */
  public Entry to(Target newTarget) {
    return new Entry(
        notificationId,
        occurrence,
        recipient,
        newTarget,
        message,
        urgency,
        place,
        expiresAt,
        progress,
        traceparent);
  }

  /** The same with another end. */
  public Entry expiring(@Nullable Long newEnd) {
    return new Entry(
        notificationId,
        occurrence,
        recipient,
        target,
        message,
        urgency,
        place,
        newEnd,
        progress,
        traceparent);
  }
}
