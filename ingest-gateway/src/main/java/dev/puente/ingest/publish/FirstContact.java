package dev.puente.ingest.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether Kafka was ever found in order under the bootstrap servers of the settings. A wrong
 * address looks like a broker that is away: with a spool the gateway would take webhooks for it
 * until the disk is full. So it is noted on the spool's disk, and instances that never found Kafka
 * are not ready; a restart while the broker is away is.
 */
public final class FirstContact {
  /** Lines of {@code puente.kafka.bootstrap-servers}, in the root of the spool. */
  public static final String FILE = "kafka-reached";

  private static final Logger log = LoggerFactory.getLogger(FirstContact.class);
  private static final int LINES = 100;

  private final @Nullable Path file;
  private final String servers;
  private volatile boolean made;

  /**
   * @param file where it is noted, for all instances; null: nowhere, every process begins anew
   * @param servers bootstrap servers as they stand in the settings
   */
  public FirstContact(@Nullable Path file, String servers) {
    this.file = file;
    this.servers = servers.strip();
    this.made = file != null && noted(file).contains(this.servers);
  }

  /** Bootstrap servers as they stand in the settings. */
  public String servers() {
    return servers;
  }

  /** Whether it was ever made. */
  public boolean made() {
    return made;
  }

  /** Kafka was found in order. */
  public void make() {
    if (made) {
      return;
    }
    made = true;
    log.atInfo().addKeyValue("bootstrapServers", servers).log("kafka found for the first time");
    if (file != null) {
      note(file);
    }
  }

  private void note(Path to) {
    try {
      if (noted(to).size() >= LINES) {
        Files.delete(to);
      }
      Files.writeString(
          to,
          servers + System.lineSeparator(),
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", to)
          .addKeyValue("failure", e.getClass().getName())
          .log("not noted that kafka was found: a start without it will not be ready");
    }
  }

  private static List<String> noted(Path file) {
    try {
      return Files.readAllLines(file).stream().map(String::strip).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("file", file)
          .addKeyValue("failure", e.getClass().getName())
          .log("not known whether kafka was ever found");
      return List.of();
    }
  }
}
