package dev.puente.ingest.webhook;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.json.JsonText;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The payload files, and a reader for them. */
final class Payloads {
  static final Instant RECEIVED = Instant.parse("2026-07-27T10:00:01Z");

  private static final ChatwootEventReader READER = new ChatwootEventReader(JsonText.lenient());
  private static final TenantConfig TENANT =
      new TenantSettingsLoader(Map.of())
          .load(RunningGateway.resource("tenants-test.yml"))
          .find("clinic-ar")
          .orElseThrow();

  private Payloads() {}

  static List<String> names() {
    try (Stream<Path> files = Files.list(RunningGateway.resource("chatwoot/webhooks"))) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] bytes(String name) {
    try {
      return Files.readAllBytes(RunningGateway.resource("chatwoot/webhooks/" + name));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static ChatwootEvent file(String name) {
    return event(bytes(name + ".json"));
  }

  static ChatwootEvent event(String json) {
    return event(json.getBytes(StandardCharsets.UTF_8));
  }

  static ChatwootEvent event(byte[] bytes) {
    return READER.event(
        READER.payload(bytes), new ChatwootEventReader.Receipt(TENANT, RECEIVED, "d"));
  }
}
