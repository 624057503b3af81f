package dev.puente.ingest.publish;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker for a sign of life in a fixed interval, so that its return is noticed. */
public final class BrokerWatch {
  private static final Logger log = LoggerFactory.getLogger(BrokerWatch.class);

  private final Admin admin;
  private final BrokerState state;
  private final Duration interval;
  private @Nullable ScheduledExecutorService timer;

  /** The admin client stays the caller's. One probe may take as long as the interval. */
  public BrokerWatch(Admin admin, BrokerState state, Duration interval) {
    this.admin = admin;
    this.state = state;
    this.interval = interval;
  }

  /** Begins to ask. */
  public void start() {
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
      state.seen();
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
}
