package dev.puente.matcher.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the Streams applications of this process run.
 *
 * @param stateDir folder of the stores; one process at a time. Losing it costs a restore, no data
 * @param threads stream threads of each application, 1 to 64
 * @param standbyReplicas copies of each store on other instances, 0 to 3; an unclean stop under
 *     exactly-once wipes the local stores, so production wants 1
 * @param commitInterval time between transactions, 5 ms to 10 s: lower means earlier visible
 *     results, higher means less work for the broker
 * @param rocksdbMemory block cache and write buffers of all stores together, 8 MB to 64 GB
 * @param applicationServer {@code host:port} under which other instances reach this one's query
 *     endpoint; null: single instance
 * @param threadReplacements how often a failed thread is replaced within ten minutes before the
 *     application stops, 0 to 100
 * @param closeTimeout limit of an orderly stop, 1 s to 5 min
 */
@ConfigurationProperties("puente.matcher")
public record MatcherSettings(
    @DefaultValue("./state") Path stateDir,
    @DefaultValue("1") int threads,
    @DefaultValue("0") int standbyReplicas,
    @DefaultValue("25ms") Duration commitInterval,
    @DefaultValue("96MB") DataSize rocksdbMemory,
    @Nullable String applicationServer,
    @DefaultValue("10") int threadReplacements,
    @DefaultValue("30s") Duration closeTimeout) {

  /** Stops the start on impossible values. */
  public MatcherSettings {
    Limits.within("puente.matcher.threads", threads, 1, 64);
    Limits.within("puente.matcher.standby-replicas", standbyReplicas, 0, 3);
    Limits.within(
        "puente.matcher.commit-interval",
        commitInterval,
        Duration.ofMillis(5),
        Duration.ofSeconds(10));
    Limits.within(
        "puente.matcher.rocksdb-memory",
        rocksdbMemory,
        DataSize.ofMegabytes(8),
        DataSize.ofGigabytes(64));
    Limits.within("puente.matcher.thread-replacements", threadReplacements, 0, 100);
    Limits.within(
        "puente.matcher.close-timeout", closeTimeout, Duration.ofSeconds(1), Duration.ofMinutes(5));
    if (applicationServer != null && !applicationServer.matches("[^:\\s]+:\\d{1,5}")) {
      throw new IllegalArgumentException(
          "puente.matcher.application-server must be host:port, was " + applicationServer);
    }
  }
}
