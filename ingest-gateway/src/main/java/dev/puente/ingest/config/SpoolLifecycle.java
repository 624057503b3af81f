package dev.puente.ingest.config;

import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.spool.SpoolingPublisher;
import org.springframework.context.SmartLifecycle;

/**
 * Drains from when Kafka's part has started until the web server has stopped, and stops before the
 * producer does.
 */
final class SpoolLifecycle implements SmartLifecycle {
  private final EventPublisher publisher;
  private volatile boolean running;

  SpoolLifecycle(EventPublisher publisher) {
    this.publisher = publisher;
  }

  @Override
  public void start() {
    if (publisher instanceof SpoolingPublisher spooling) {
      spooling.start();
    }
    running = true;
  }

  @Override
  public void stop() {
    running = false;
    if (publisher instanceof SpoolingPublisher spooling) {
      spooling.close();
    }
  }

  @Override
  public boolean isRunning() {
    return running;
  }

  /** Between {@link KafkaLifecycle} and the web server. */
  @Override
  public int getPhase() {
    return 1;
  }
}
