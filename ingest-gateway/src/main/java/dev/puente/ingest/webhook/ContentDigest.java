package dev.puente.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** SHA-256 over values and trees; the order of names in objects makes no difference. */
final class ContentDigest {
  private final MessageDigest digest;

  ContentDigest() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Adds a text with its length in front, so that neighbours can not run into each other. */
  ContentDigest add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    mark('s', bytes.length);
    digest.update(bytes);
    return this;
  }

  /** Adds a number. */
  ContentDigest add(long number) {
    return add(Long.toString(number));
  }

  /** Adds a tree. */
  ContentDigest add(JsonNode node) {
    if (node.isObject()) {
      mark('o', node.size());
      for (String name : new TreeSet<>(node.propertyNames())) {
        add(name).add(node.path(name));
      }
    } else if (node.isArray()) {
      mark('a', node.size());
      node.forEach(this::add);
    } else {
      mark(node.isString() ? 't' : 'v', 0);
      add(node.asString(""));
    }
    return this;
  }

  /** The first 128 bits in hex. */
  String hex() {
    return HexFormat.of().formatHex(digest.digest(), 0, 16);
  }

  private void mark(char kind, int size) {
    digest.update((byte) kind);
    digest.update((byte) (size >>> 24));
    digest.update((byte) (size >>> 16));
    digest.update((byte) (size >>> 8));
    digest.update((byte) size);
  }
}
