package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Entry;
import dev.puente.matcher.notifying.domain.Entry.Progress;
import dev.puente.matcher.notifying.domain.Numbers;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.domain.State;
import org.jspecify.annotations.Nullable;

/** What an answer means for the entry that it is about: the table of results in the design. */
sealed interface Verdict {
  /** How long an entry is put off because of its own recipient, and how often at least. */
  long GIVE_UP_MILLIS = 24 * 3_600_000L;

  /** See {@link #GIVE_UP_MILLIS}. */
  int GIVE_UP_TRIES = 100;

  /**
   * The entry ends in this state.
   *
   * @param progress what was tried so far; a redrive goes on from there
   */
  record Ends(State state, @Nullable String reason, Progress progress) implements Verdict {}

  /**
   * The entry stays first.
   *
   * @param progress what was tried so far
   * @param notBefore not to be tried before
   * @param reason why it waits
   */
  record Stays(Progress progress, long notBefore, String reason) implements Verdict {}

  /** Judges an answer to the outstanding command of {@code entry}. */
  static Verdict of(Entry entry, Answer answer, long now, Numbers numbers) {
    Progress progress = entry.progress();
    long soonest = now + numbers.retryFloor();
    long wished = answer.notBefore() == null ? soonest : Math.max(soonest, answer.notBefore());
    return switch (answer.code()) {
      case SENT, FOUND -> new Ends(State.SENT, null, progress);
      case REJECTED -> rejected(progress, answer);
      case DEFERRED -> deferred(progress, answer, wished, now);
      case STALE -> stale(entry, answer, wished, now, numbers);
      case TENANT_BLOCKED ->
          new Stays(progress.suspect(answer.stillSuspect()), 0, Reasons.TENANT_BLOCKED);
      case AMBIGUOUS -> {
        long settled = now + numbers.settle();
        yield uncertain(progress, settled, Math.max(wished, settled), Reasons.AMBIGUOUS, numbers);
      }
      case UNKNOWN -> {
        long settled = now + numbers.settle();
        yield uncertain(progress, settled, settled, Reasons.AMBIGUOUS, numbers);
      }
      case LOST -> uncertain(progress, null, now, Reasons.NO_ANSWER, numbers);
    };
  }

  /**
   * Normally this counts as nothing: an installation that is away, or full, comes back. When it is
   * only this recipient whose data Chatwoot can not show, for a day, nothing more is to be
   * expected, and the messages behind it wait. A redrive goes on from there.
   */
  private static Verdict deferred(Progress progress, Answer answer, long wished, long now) {
    Progress next = progress.suspect(answer.stillSuspect());
    Long first = progress.firstDispatchedAt();
    boolean hopeless =
        answer.ofOneRecipient()
            && first != null
            && now - first >= GIVE_UP_MILLIS
            && progress.epoch() >= GIVE_UP_TRIES;
    if (!hopeless) {
      return new Stays(next, wished, or(answer, Reasons.DEFERRED));
    }
    String reason = next.suspect() ? Reasons.UNKNOWN : or(answer, Reasons.DEFERRED);
    return new Ends(State.FAILED, reason, next);
  }

  private static Verdict rejected(Progress progress, Answer answer) {
    if (progress.cancelled()) {
      return new Ends(State.CANCELLED, Reasons.CANCELLED, progress);
    }
    return Reasons.EXPIRED.equals(answer.reason())
        ? new Ends(State.EXPIRED, Reasons.EXPIRED, progress)
        : new Ends(State.FAILED, or(answer, "rejected"), progress.suspect(answer.stillSuspect()));
  }

  /**
   * Normally this counts as nothing. An expired or withdrawn suspect whose look-up never comes to
   * an end would go round for ever, so there it counts as an attempt.
   */
  private static Verdict stale(Entry entry, Answer answer, long wished, long now, Numbers numbers) {
    boolean unwanted = entry.expired(now) || entry.progress().cancelled();
    if (answer.stillSuspect() && unwanted) {
      // Time for the webhook that may still show the message.
      long later = Math.max(wished, now + numbers.settle());
      return uncertain(entry.progress(), null, later, Reasons.STALE, numbers);
    }
    return new Stays(entry.progress().suspect(answer.stillSuspect()), wished, Reasons.STALE);
  }

  private static Verdict uncertain(
      Progress progress, @Nullable Long settle, long notBefore, String reason, Numbers numbers) {
    Progress next = progress.uncertain(settle);
    return next.attempts() >= numbers.maxAttempts()
        ? new Ends(State.FAILED, Reasons.UNKNOWN, next)
        : new Stays(next, notBefore, reason);
  }

  private static String or(Answer answer, String fallback) {
    String reason = answer.reason();
    return reason == null || reason.isBlank() ? fallback : reason;
  }
}
