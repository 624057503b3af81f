package dev.puente.notifier.delivery;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Source ids of links that we make in API and website inboxes. Without one Chatwoot invents a
 * random id, and every repetition would make a new link.
 */
public final class SourceIds {
  private SourceIds() {}

  /** {@code puente-} and 32 hex digits; equal input, equal id. */
  public static String of(String tenant, String address, long inboxId) {
    return digest(tenant + "|" + address + "|" + inboxId);
  }

  /** For the rare case that the first one belongs to another contact. */
  public static String of(String tenant, String address, long inboxId, long contactId) {
    return digest(tenant + "|" + address + "|" + inboxId + "|" + contactId);
  }

  private static String digest(String text) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return "puente-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
