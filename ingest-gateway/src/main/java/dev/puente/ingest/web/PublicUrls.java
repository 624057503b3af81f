package dev.puente.ingest.web;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** URLs in answers: absolute when the public address is configured, else paths. */
public final class PublicUrls {
  private final String base;

  /**
   * @param base where callers reach the gateway, for example {@code https://puente.example.com};
   *     null: unknown
   */
  public PublicUrls(@Nullable URI base) {
    this.base = base == null ? "" : base.toString().replaceAll("/+$", "");
  }

  /** The URL of a path. */
  public String of(String path) {
    return base + path;
  }
}
