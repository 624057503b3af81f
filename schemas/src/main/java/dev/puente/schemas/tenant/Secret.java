package dev.puente.schemas.tenant;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;

/** A secret text whose {@code toString} is masked, so that it never reaches a log by accident. */
public final class Secret {
  private final String value;

  /** Wraps a secret; empty texts are refused with {@link IllegalArgumentException}. */
  public Secret(String value) {
    if (value.isEmpty()) {
      throw new IllegalArgumentException("an empty secret");
    }
    this.value = value;
  }

  /** The secret itself; never log it. */
  public String reveal() {
    return value;
  }

  /** Compares in constant time. */
  public boolean matches(String candidate) {
    return MessageDigest.isEqual(
        value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Secret secret && matches(secret.value);
  }

  @Override
  public int hashCode() {
    return value.hashCode();
  }

  @Override
  public String toString() {
    return "****";
  }
}
