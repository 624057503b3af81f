package dev.puente.notifier.config;

import dev.puente.notifier.delivery.DeliveryTimes;
import dev.puente.notifier.delivery.RetryPolicy;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of the worker.
 *
 * @param concurrency commands worked on at once for each installation, 1 to 50; more than the
 *     server's threads only makes it slower
 * @param rateLimitPerMinute requests that an installation accepts in a minute (Chatwoot: 3000 for
 *     each address, {@code RACK_ATTACK_LIMIT})
 * @param rateBudgetPerMinute requests that we use of them; 0: half of the limit
 * @param connectTimeout longest wait for a connection to Chatwoot, 100 ms to 10 s
 * @param times durations that delivery rests on
 * @param retry repetition of reads
 * @param breaker when an installation is left alone
 * @param poll reading of commands
 */
@ConfigurationProperties("puente.notifier")
public record NotifierProperties(
    @DefaultValue("3") int concurrency,
    @DefaultValue("3000") int rateLimitPerMinute,
    @DefaultValue("0") int rateBudgetPerMinute,
    @DefaultValue("3s") Duration connectTimeout,
    @DefaultValue Times times,
    @DefaultValue Retry retry,
    @DefaultValue BreakerProperties breaker,
    @DefaultValue Poll poll) {

  /** Stops the start on impossible values. */
  public NotifierProperties {
    Limits.within("puente.notifier.concurrency", concurrency, 1, 50);
    Limits.within("puente.notifier.rate-limit-per-minute", rateLimitPerMinute, 2, 1_000_000);
    Limits.within(
        "puente.notifier.rate-budget-per-minute", rateBudgetPerMinute, 0, rateLimitPerMinute);
    Limits.within(
        "puente.notifier.connect-timeout",
        connectTimeout,
        Duration.ofMillis(100),
        Duration.ofSeconds(10));
    if (connectTimeout.compareTo(times.requestDeadline()) >= 0) {
      throw new IllegalArgumentException(
          "puente.notifier.connect-timeout must be shorter than times.request-deadline "
              + times.requestDeadline()
              + ", was "
              + connectTimeout);
    }
  }

  /** The budget that is used. */
  public int budgetPerMinute() {
    return rateBudgetPerMinute == 0 ? rateLimitPerMinute / 2 : rateBudgetPerMinute;
  }

  /**
   * Durations that delivery rests on; {@link DeliveryTimes} says how they depend on each other.
   *
   * @param requestDeadline end of one request to Chatwoot; longer than the server's own 15 s
   * @param leaseMargin nothing is created nearer to the end of a command's lease
   * @param commitLease a creating call needs a commit that was sent at most this long ago
   * @param commitRenewal a commit is sent at least this often
   * @param drain how long a hand-over waits for running calls
   * @param takeoverSettling rest before look-ups after an owner disappeared
   * @param secondLookup rest between the two look-ups after an uncertain create
   * @param handling longest time of the calls of one command
   * @param lease shortest lease that the mailbox gives
   * @param maxPollInterval Kafka's {@code max.poll.interval.ms}
   * @param kafkaCall longest wait for one Kafka call of the poll loop
   */
  public record Times(
      @DefaultValue("20s") Duration requestDeadline,
      @DefaultValue("25s") Duration leaseMargin,
      @DefaultValue("15s") Duration commitLease,
      @DefaultValue("5s") Duration commitRenewal,
      @DefaultValue("25s") Duration drain,
      @DefaultValue("40s") Duration takeoverSettling,
      @DefaultValue("30s") Duration secondLookup,
      @DefaultValue("90s") Duration handling,
      @DefaultValue("10m") Duration lease,
      @DefaultValue("3m") Duration maxPollInterval,
      @DefaultValue("10s") Duration kafkaCall) {

    /** Stops the start when the durations do not hold together. */
    public Times {
      delivery(
          requestDeadline,
          leaseMargin,
          commitLease,
          commitRenewal,
          drain,
          takeoverSettling,
          secondLookup,
          handling,
          lease,
          maxPollInterval,
          kafkaCall);
    }

    /** The same for the domain. */
    public DeliveryTimes delivery() {
      return delivery(
          requestDeadline,
          leaseMargin,
          commitLease,
          commitRenewal,
          drain,
          takeoverSettling,
          secondLookup,
          handling,
          lease,
          maxPollInterval,
          kafkaCall);
    }

    private static DeliveryTimes delivery(
        Duration requestDeadline,
        Duration leaseMargin,
        Duration commitLease,
        Duration commitRenewal,
        Duration drain,
        Duration takeoverSettling,
        Duration secondLookup,
        Duration handling,
        Duration lease,
        Duration maxPollInterval,
        Duration kafkaCall) {
      try {
        return new DeliveryTimes(
            requestDeadline,
            leaseMargin,
            commitLease,
            commitRenewal,
            drain,
            takeoverSettling,
            secondLookup,
            handling,
            lease,
            maxPollInterval,
            kafkaCall);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("puente.notifier.times." + e.getMessage());
      }
    }
  }

  /**
   * Repetition of reads.
   *
   * @param attempts in all, 1 to 10
   * @param firstDelay before the second attempt
   * @param longestDelay cap of the doubling delays
   */
  public record Retry(
      @DefaultValue("4") int attempts,
      @DefaultValue("300ms") Duration firstDelay,
      @DefaultValue("5s") Duration longestDelay) {

    /** Stops the start on impossible values. */
    public Retry {
      policy(attempts, firstDelay, longestDelay);
    }

    /** The same for the domain. */
    public RetryPolicy policy() {
      return policy(attempts, firstDelay, longestDelay);
    }

    private static RetryPolicy policy(int attempts, Duration first, Duration longest) {
      try {
        return new RetryPolicy(attempts, first, longest);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("puente.notifier.retry." + e.getMessage());
      }
    }
  }

  /**
   * When an installation is left alone.
   *
   * @param threshold failures in a row, 1 to 1000
   * @param rest first rest
   * @param longestRest cap of the doubling rests
   */
  public record BreakerProperties(
      @DefaultValue("8") int threshold,
      @DefaultValue("5s") Duration rest,
      @DefaultValue("60s") Duration longestRest) {

    /** Stops the start on impossible values. */
    public BreakerProperties {
      Limits.within("puente.notifier.breaker.threshold", threshold, 1, 1000);
      Limits.within(
          "puente.notifier.breaker.rest", rest, Duration.ofMillis(1), Duration.ofMinutes(5));
      Limits.within("puente.notifier.breaker.longest-rest", longestRest, rest, Duration.ofHours(1));
    }
  }

  /**
   * Reading of commands.
   *
   * @param maxWait longest wait of one poll
   * @param reserveAhead offsets that are reserved ahead, 2 to 100000; a crash turns as many records
   *     into suspects
   * @param pauseAt untried records at which a partition is not read any more
   * @param resumeAt untried records at which it is read again
   * @param commitInterval shortest time between commits that only tell of progress
   */
  public record Poll(
      @DefaultValue("100ms") Duration maxWait,
      @DefaultValue("500") int reserveAhead,
      @DefaultValue("2048") int pauseAt,
      @DefaultValue("1024") int resumeAt,
      @DefaultValue("1s") Duration commitInterval) {

    /** Stops the start on impossible values. */
    public Poll {
      Limits.within(
          "puente.notifier.poll.max-wait", maxWait, Duration.ofMillis(1), Duration.ofSeconds(1));
      Limits.within("puente.notifier.poll.reserve-ahead", reserveAhead, 2, 100_000);
      Limits.within("puente.notifier.poll.pause-at", pauseAt, 1, 1_000_000);
      Limits.within("puente.notifier.poll.resume-at", resumeAt, 0, pauseAt - 1);
    }
  }
}
