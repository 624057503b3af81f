package dev.puente.notifier.delivery;

import java.time.Duration;

/**
 * The durations that promise "nothing is sent twice" rests on. They depend on each other; a set
 * that does not hold together is refused.
 *
 * @param requestDeadline end of one HTTP request, connecting included
 * @param leaseMargin no creating call starts nearer to the end of a command's lease
 * @param commitLease a creating call needs a commit sent at most this long ago and acknowledged
 * @param commitRenewal a commit is sent at least this often
 * @param drain how long a partition that is handed over waits for running calls
 * @param takeoverSettling rest before look-ups after an owner disappeared
 * @param secondLookup rest between the two look-ups of a command that was answered AMBIGUOUS
 * @param handling longest time of the calls of one command
 * @param shortestLease shortest lease of a command that makes sense
 * @param maxPollInterval Kafka's {@code max.poll.interval.ms}
 * @param kafkaCall longest wait for one Kafka call of the poll loop
 */
public record DeliveryTimes(
    Duration requestDeadline,
    Duration leaseMargin,
    Duration commitLease,
    Duration commitRenewal,
    Duration drain,
    Duration takeoverSettling,
    Duration secondLookup,
    Duration handling,
    Duration shortestLease,
    Duration maxPollInterval,
    Duration kafkaCall) {

  /** What mailboxes ask for after an AMBIGUOUS answer, and a little for clocks. */
  private static final Duration AMBIGUITY_SETTLING = Duration.ofSeconds(65);

  /**
   * Of the hand-over: a renewal, the answers given back and the last of them, the last commit; of
   * the next assignment: committed, first and last offsets, topic.
   */
  private static final int KAFKA_CALLS_OF_A_HANDOVER = 9;

  /** Refuses sets that do not hold together with {@link IllegalArgumentException}. */
  public DeliveryTimes {
    longer("lease-margin", leaseMargin, "request-deadline", requestDeadline);
    longer("drain", drain, "request-deadline", requestDeadline);
    longer("commit-lease", commitLease, "commit-renewal × 2", commitRenewal.multipliedBy(2));
    longer(
        "takeover-settling",
        takeoverSettling,
        "commit-lease + commit-renewal and commit-lease + request-deadline",
        commitLease.plus(
            commitRenewal.compareTo(requestDeadline) > 0 ? commitRenewal : requestDeadline));
    longer("handling", handling, "request-deadline", requestDeadline);
    longer(
        "lease",
        shortestLease,
        "takeover-settling + second-lookup + handling + lease-margin",
        takeoverSettling.plus(secondLookup).plus(handling).plus(leaseMargin));
    longer("max-poll-interval", maxPollInterval, "longest poll gap", pollGap(drain, kafkaCall));
  }

  /**
   * The longest time between two polls: a hand-over that drains and answers, with a commit, and the
   * reading of offsets and topic for the next assignment.
   */
  public Duration longestPollGap() {
    return pollGap(drain, kafkaCall);
  }

  /**
   * How long after an assignment an earlier owner may still begin a creating call: its last commit
   * was accepted before, and it looks at the age of that commit immediately before the call. One
   * renewal is added for a thread that is held up in between.
   */
  public Duration zombie() {
    return commitLease.plus(commitRenewal);
  }

  /** The longest rest that is waited for here; a longer one is left to the mailbox. */
  public Duration longestSettling() {
    return takeoverSettling.compareTo(AMBIGUITY_SETTLING) > 0
        ? takeoverSettling
        : AMBIGUITY_SETTLING;
  }

  private static Duration pollGap(Duration drain, Duration kafkaCall) {
    return drain.plus(kafkaCall.multipliedBy(KAFKA_CALLS_OF_A_HANDOVER));
  }

  private static void longer(String name, Duration value, String other, Duration limit) {
    if (value.compareTo(limit) <= 0) {
      throw new IllegalArgumentException(
          name + " must be longer than " + other + " (" + limit + "), was " + value);
    }
  }
}
