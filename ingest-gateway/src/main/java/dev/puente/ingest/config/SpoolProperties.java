package dev.puente.ingest.config;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * Where webhooks and forms are kept while Kafka is away.
 *
 * @param folder root of the spool, each instance takes a folder of its own in it; null: no spool,
 *     webhooks get 503 then
 * @param maxSize most bytes of files; beyond it 503
 * @param segmentSize size of one file
 * @param after how long Kafka may take to acknowledge before a record is spooled; with the writing
 *     well below the 5 s that Chatwoot waits
 * @param writeLimit how long the disk may take
 * @param allowEphemeral whether a disk may be used that ends with the machine or the container
 *     (tmpfs, a container's own layer)
 */
@ConfigurationProperties("puente.ingest.spool")
public record SpoolProperties(
    @Nullable Path folder,
    @DefaultValue("1GB") DataSize maxSize,
    @DefaultValue("16MB") DataSize segmentSize,
    @DefaultValue("800ms") Duration after,
    @DefaultValue("2s") Duration writeLimit,
    @DefaultValue("false") boolean allowEphemeral) {

  /** Checks ranges. */
  public SpoolProperties {
    Ranges.number("puente.ingest.spool.max-size", maxSize.toBytes(), 1 << 20, 1L << 40);
    Ranges.number(
        "puente.ingest.spool.segment-size",
        segmentSize.toBytes(),
        64 << 10,
        Math.min(1L << 30, maxSize.toBytes()));
    Ranges.duration(
        "puente.ingest.spool.after", after, Duration.ofMillis(50), Duration.ofSeconds(3));
    Ranges.duration(
        "puente.ingest.spool.write-limit",
        writeLimit,
        Duration.ofMillis(100),
        Duration.ofMillis(4500).minus(after));
  }
}
