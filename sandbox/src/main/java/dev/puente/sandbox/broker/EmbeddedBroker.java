package dev.puente.sandbox.broker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running Kafka broker (KRaft, one node) on loopback whose data outlives it: after {@link
 * #close}, or after the JVM was killed, the next one on the same folder has all topics, records and
 * offsets. Several can run in one JVM on different folders.
 *
 * <p>The only class that knows Kafka's server classes, which are internal API of exactly the pinned
 * version. A fault that Kafka calls fatal, such as a full disk, ends the JVM, as it ends a broker
 * of its own process.
 */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedBroker.class);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(30);

  private final DataFolder folder;
  private final KafkaRaftServer server;
  private final Ports ports;
  private boolean closed;

  private EmbeddedBroker(DataFolder folder, KafkaRaftServer server, Ports ports) {
    this.folder = folder;
    this.server = server;
    this.ports = ports;
  }

  /**
   * Starts a broker and returns when it takes requests, after about 5 s; 8 s when the last one on
   * that folder was killed.
   *
   * @throws PortBusyException when somebody else listens on a wanted port
   * @throws IllegalStateException when it does not start for another reason, for example because
   *     another process uses the folder
   */
  public static EmbeddedBroker start(BrokerSettings settings) {
    Ports ports = Ports.choose(settings);
    try {
      DataFolder folder = DataFolder.open(settings.dataFolder());
      try {
        var config = new KafkaConfig(BrokerProperties.of(settings, ports), false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        startOrStop(server);
        return new EmbeddedBroker(folder, server, ports);
      } catch (Exception e) {
        folder.close();
        throw e;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw failed(settings, e);
    } catch (Exception e) {
      throw failed(settings, e);
    }
  }

  /** Where clients connect, {@code 127.0.0.1:PORT}. */
  public String bootstrapServers() {
    return "127.0.0.1:" + ports.clients();
  }

  /** The clients' port. */
  public int port() {
    return ports.clients();
  }

  /**
   * The port on which the extra listener really listens: where a proxy forwards to.
   *
   * @throws IllegalStateException when there is no extra listener
   */
  public int extraPort() {
    if (ports.extra() == 0) {
      throw new IllegalStateException("this broker has no extra listener");
    }
    return ports.extra();
  }

  /** Stops orderly, for at most 30 s; then it gives up with a warning. Further calls do nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    stop(server);
    try {
      folder.close();
    } catch (IOException e) {
      LOG.warn("the lock on the broker's folder was not released orderly", e);
    }
  }

  private static void startOrStop(KafkaRaftServer server) throws Exception {
    try {
      limited("kafka-start", BrokerProperties.START_LIMIT.plusSeconds(10), server::startup);
    } catch (Exception e) {
      stop(server);
      throw e;
    }
  }

  private static void stop(KafkaRaftServer server) {
    try {
      limited(
          "kafka-stop",
          STOP_LIMIT,
          () -> {
            server.shutdown();
            server.awaitShutdown();
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      LOG.warn("interrupted while the broker stops");
    } catch (Exception e) {
      LOG.warn("the broker did not stop orderly", e);
    }
  }

  private static void limited(String name, Duration limit, Runnable work) throws Exception {
    ExecutorService thread =
        Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name(name).factory());
    try {
      CompletableFuture.runAsync(work, thread).get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } catch (TimeoutException e) {
      throw new TimeoutException("not done after " + limit);
    } finally {
      thread.shutdownNow();
    }
  }

  private static IllegalStateException failed(BrokerSettings settings, Exception cause) {
    return new IllegalStateException(
        "the broker on %s did not start: %s".formatted(settings.dataFolder(), cause.getMessage()),
        cause);
  }
}
