package dev.puente.ingest.spool;

import dev.puente.event.v1.LinkOverride;
import dev.puente.ingest.publish.Publication;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** A spool in a folder of its own before a Kafka that can go away. */
abstract class SpoolingPublisherFixture {
  static final Duration LIMIT = Duration.ofSeconds(4);

  @TempDir Path root;

  final SpoolKafka kafka = new SpoolKafka();
  SimpleMeterRegistry meters = new SimpleMeterRegistry();
  @Nullable SpoolingPublisher publisher;

  @AfterEach
  void close() {
    if (publisher != null) {
      publisher.close();
    }
  }

  SpoolingPublisher open(long maxBytes) throws IOException {
    meters = new SimpleMeterRegistry();
    publisher =
        SpoolingPublisher.open(
            new SpoolingPublisher.Parts(
                kafka, new Topics(""), meters, InstantSource.system(), System::nanoTime),
            new SpoolingPublisher.Settings(
                root,
                maxBytes,
                4096,
                Duration.ofMillis(100),
                Duration.ofSeconds(4),
                Duration.ofMillis(200)));
    publisher.start();
    return publisher;
  }

  double records() {
    return meters.get("puente.ingest.spool.records").gauge().value();
  }

  double spooled(String cause) {
    return meters.counter("puente.ingest.spool.spooled", "cause", cause).count();
  }

  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("0"))) {
      return files.filter(f -> f.toString().endsWith(".segment")).toList();
    }
  }

  static List<String> ids(int count) {
    return Stream.iterate(0, i -> i + 1).limit(count).map(i -> "e-" + i).toList();
  }

  static Publication event(int number) {
    return new Publication(
        new Topics("").linkOverrides(),
        TenantKey.ofContact("t", number),
        LinkOverride.newBuilder()
            .setTenant("t")
            .setContactId(number)
            .setWho("key-1")
            .setAt(Instant.EPOCH)
            .build(),
        "e-" + number,
        "trace");
  }
}
