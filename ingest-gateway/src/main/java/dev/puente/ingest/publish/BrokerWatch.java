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

  private final Admin admin;
  private final BrokerState state;
  private final Duration interval;
  private final Supplier<List<String>> problems;
  private boolean checked;
  private List<String> known = List.of();
  private @Nullable ScheduledExecutorService timer;

  /**
   * The admin client stays the caller's. One probe may take as long as the interval.
   *
   * @param problems what is wrong with the broker's topics
   */
  public BrokerWatch(
      Admin admin, BrokerState state, Duration interval, Supplier<List<String>> problems) {
    this.admin = admin;
    this.state = state;
    this.interval = interval;
    this.problems = problems;
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
      admin.describeCluster().nodes().get(interval.toMillis(), TimeUnit.MILLISECONDS);
      if (checked || check()) {
        state.seen();
      } else {
        state.missed();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    } catch (ExecutionException | TimeoutException | KafkaException e) {
      state.missed();
    }
    if (before != state.reachable()) {
      log.atWarn().addKeyValue("reachable", state.reachable()).log("kafka changed");
    }
  }

  private boolean check() {
    List<String> found = problems.get();
    checked = found.isEmpty();
    if (!found.equals(known)) {
      log.atError().addKeyValue("problems", found).log("kafka can not be used as it is");
    }
    known = found;
    return checked;
  }
}
