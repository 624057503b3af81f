package dev.puente.sandbox.chatwoot;

import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Objects;

/** The recorded examples of the contract. */
final class Recordings {

  private Recordings() {}

  static Path directory(String name) {
    URL url =
        Objects.requireNonNull(Recordings.class.getResource("/chatwoot/" + name), "/chatwoot");
    try {
      return Path.of(url.toURI());
    } catch (URISyntaxException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
