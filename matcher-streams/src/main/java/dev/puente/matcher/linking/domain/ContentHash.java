package dev.puente.matcher.linking.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** SHA-256 over content in canonical order; text in hex. */
public final class ContentHash {
  private static final char END = '\u0000';

  private final MessageDigest digest;

  private ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** Hash of values by name: type, name and value count, order does not. */
  public static String of(Map<String, ?> values) {
    return of(values, java.util.List.of());
  }

  /** Hash of values by name and of a list of names in its order. */
  public static String of(Map<String, ?> values, Collection<String> names) {
    ContentHash hash = new ContentHash();
    new TreeMap<String, Object>(values)
        .forEach((name, value) -> hash.add(name).add(value.getClass().getSimpleName(), value));
    hash.add("/");
    names.forEach(hash::add);
    return hash.hex();
  }

  /** Plain SHA-256 of a text in UTF-8. */
  public static String sha256(String text) {
    ContentHash hash = new ContentHash();
    hash.digest.update(text.getBytes(StandardCharsets.UTF_8));
    return hash.hex();
  }

  private ContentHash add(String type, Object value) {
    return add(type).add(value.toString());
  }

  private ContentHash add(String text) {
    digest.update((text + END).getBytes(StandardCharsets.UTF_8));
    return this;
  }

  private String hex() {
    return HexFormat.of().formatHex(digest.digest());
  }
}
