package dev.puente.matcher.runtime;

import java.time.Duration;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One Streams application while it runs. */
final class RunningPart {
  private static final Logger LOG = LoggerFactory.getLogger(RunningPart.class);

  private final String applicationId;
  private final KafkaStreams streams;
  private final Topology topology;
  private final ReplacementBudget budget;
  private final StreamsMetrics metrics;

  RunningPart(
      String applicationId,
      KafkaStreams streams,
      Topology topology,
      ReplacementBudget budget,
      StreamsMetrics metrics) {
    this.applicationId = applicationId;
    this.streams = streams;
    this.topology = topology;
    this.budget = budget;
    this.metrics = metrics;
    streams.setUncaughtExceptionHandler(this::onFailure);
  }

  KafkaStreams streams() {
    return streams;
  }

  Topology topology() {
    return topology;
  }

  void start() {
    streams.start();
  }

  void close(Duration timeout) {
    CloseOptions options =
        CloseOptions.timeout(timeout)
            .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
    if (!streams.close(options)) {
      LOG.warn("streams did not stop in time application={}", applicationId);
    }
  }

  private StreamThreadExceptionResponse onFailure(Throwable failure) {
    Throwable root = rootOf(failure);
    metrics.threadFailed(applicationId);
    boolean replace = !(root instanceof Error) && budget.take();
    // Messages of exceptions may quote data; the class and the place do not.
    LOG.error(
        "stream thread failed application={} cause={} at={} replaced={}",
        applicationId,
        root.getClass().getName(),
        placeOf(root),
        replace);
    return replace
        ? StreamThreadExceptionResponse.REPLACE_THREAD
        : StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private static String placeOf(Throwable failure) {
    StackTraceElement[] trace = failure.getStackTrace();
    return trace.length == 0 ? "unknown" : trace[0].toString();
  }

  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    for (int depth = 0; root.getCause() != null && depth < 16; depth++) {
      root = root.getCause();
    }
    return root;
  }
}
