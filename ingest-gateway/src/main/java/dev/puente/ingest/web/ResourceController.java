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
 * {@code /openapi.json}, its page {@code /openapi.html}, and {@code /puente.js}, read once. All are
 * open to pages of any origin.
 */
@RestController
public final class ResourceController {
  private static final Duration MAX_AGE = Duration.ofMinutes(5);

  /** The page may run its own script and load the document, nothing else. */
  private static final String PAGE_POLICY =
      "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline';"
          + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final byte[] openApi = read("openapi.json");
  private final byte[] page = read("openapi.html");
  private final byte[] script = read("puente.js");

  /** The contract of the API. */
  @GetMapping("/openapi.json")
  @NeedsNoKey
  public ResponseEntity<byte[]> openApi() {
    return resource(MediaType.APPLICATION_JSON).body(openApi);
  }

  /** The contract, to be read by people. */
  @GetMapping("/openapi.html")
  @NeedsNoKey
  public ResponseEntity<byte[]> page() {
    return resource(MediaType.parseMediaType("text/html;charset=utf-8"))
        .header("Content-Security-Policy", PAGE_POLICY)
        .body(page);
  }

  /** The module for pages with a pre-registration form. */
  @GetMapping("/puente.js")
  @NeedsNoKey
  public ResponseEntity<byte[]> script() {
    return resource(MediaType.parseMediaType("text/javascript;charset=utf-8")).body(script);
  }

  private static ResponseEntity.BodyBuilder resource(MediaType type) {
    return ResponseEntity.ok()
        .contentType(type)
        .cacheControl(CacheControl.maxAge(MAX_AGE).cachePublic())
        .header("Access-Control-Allow-Origin", "*")
        .header("X-Content-Type-Options", "nosniff");
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
