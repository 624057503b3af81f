package dev.puente.ingest.publish;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the broker for a sign of life in a fixed interval, so that its return is noticed. A broker
 * that was away at the start counts as there only when nothing is wrong with it.
 */
public final class BrokerWatch {
  private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);

  private static final int REMINDER = 30;

  private final Admin admin;
  private final BrokerState state;
  private final Duration interval;
  private final Supplier<List<String>> problems;
  private final FirstContact contact;
  private boolean checked;
  private volatile List<String> known = List.of();
  private int probesWithoutContact;
  private @Nullable ScheduledExecutorService timer;

  /**
   * The admin client stays the caller's. One probe may take as long as the interval.
   *
   * @param problems what is wrong with the broker's topics
   * @param contact told when nothing is
   */
  public BrokerWatch(
      Admin admin,
      BrokerState state,
      Duration interval,
      Supplier<List<String>> problems,
      FirstContact contact) {
    this.admin = admin;
    this.state = state;
    this.interval = interval;
    this.problems = problems;
    this.contact = contact;
  }

  /**
   * Begins to ask.
   *
   * @param alreadyChecked whether the topics were found to be right
   */
  public void start(boolean alreadyChecked) {
    checked = alreadyChecked;
    ScheduledExecutorService created =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("broker-watch").daemon().factory());
    var unused =
        created.scheduleWithFixedDelay(
            this::probe, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    timer = created;
  }

  /** Ends; a probe under way is interrupted. */
  public void stop() {
    if (timer != null) {
      timer.shutdownNow();
    }
  }

  private void probe() {
    boolean before = state.reachable();
    try {
      // Given up by the client, too: else a broker that is away collects questions.
      admin
          .describeCluster(new DescribeClusterOptions().timeoutMs((int) interval.toMillis()))
          .nodes()
          .get(interval.toMillis(), TimeUnit.MILLISECONDS);
      if (checked || check()) {
        known = List.of();
        contact.make();
        state.seen();
      } else {
        state.missed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      Throwable cause = e.getCause() == null ? e : e.getCause();
      known = List.of("Kafka does not answer (" + cause.getClass().getSimpleName() + ")");
      state.missed();
    }
    remind();
    if (before != state.reachable()) {
      log.atWarn().addKeyValue("reachable", state.reachable()).log("kafka changed");
    }
  }

  /** What the last probe found wrong. */
  public List<String> problems() {
    return known;
  }

  private boolean check() {
    List<String> found = problems.get();
    checked = found.isEmpty();
    if (!checked && !found.equals(known)) {
      log.atError().addKeyValue("problems", found).log("kafka can not be used as it is");
    }
    known = found;
    return checked;
  }

  /** Says it again and again: a wrong setting does not mend itself. */
  private void remind() {
    if (!contact.made() && probesWithoutContact++ % REMINDER == 0) {
      log.atError()
          .addKeyValue("bootstrapServers", contact.servers())
          .addKeyValue("problems", known)
          .log(
              "kafka was never reached: is puente.kafka.bootstrap-servers right? Not ready until then");
    }
  }
}
