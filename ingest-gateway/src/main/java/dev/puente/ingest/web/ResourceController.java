package dev.puente.ingest.web;

import dev.puente.ingest.auth.NeedsNoKey;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /openapi.json} and {@code /puente.js}, read once. Both are open to pages of any origin.
 */
@RestController
public final class ResourceController {
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  private final byte[] openApi = read("openapi.json");
  private final byte[] script = read("puente.js");

  /** The contract of the API. */
  @GetMapping("/openapi.json")
  @NeedsNoKey
  public ResponseEntity<byte[]> openApi() {
    return resource(MediaType.APPLICATION_JSON, openApi);
  }

  /** The module for pages with a pre-registration form. */
  @GetMapping("/puente.js")
  @NeedsNoKey
  public ResponseEntity<byte[]> script() {
    return resource(MediaType.parseMediaType("text/javascript;charset=utf-8"), script);
  }

  private static ResponseEntity<byte[]> resource(MediaType type, byte[] content) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic())
        .header("Access-Control-Allow-Origin", "*")
        .header("X-Content-Type-Options", "nosniff")
        .body(content);
  }

  private static byte[] read(String name) {
    try (InputStream in = ResourceController.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the gateway's resource is missing: " + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
