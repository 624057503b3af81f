package dev.puente.schemas.key;

import dev.puente.event.v1.SendNotification;
import dev.puente.event.v1.Template;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The digest by which "same id, same content" is told from "same id, other content". The gateway
 * compares it with the one in the view of a notification (409), the ledger with its own row.
 *
 * <p>It covers the typed recipient and everything of the body but the recipient as typed, so a
 * phone written in two ways is one content. {@code requested_at} is no part of it.
 */
public final class RequestDigest {
  private final MessageDigest sha256;

  private RequestDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * The digest.
   *
   * @param recipient canonical text of the typed recipient ({@link Recipient#text()})
   * @param body what is asked for
   * @return 64 lower-case hex digits
   */
  public static String of(String recipient, SendNotification body) {
    RequestDigest digest = new RequestDigest();
    digest.text(recipient);
    digest.text(body.getType());
    digest.text(body.getChannel());
    digest.text(body.getMessage());
    digest.template(body.getTemplate());
    digest.number(body.getInboxId());
    digest.time(body.getSendAt());
    digest.time(body.getExpiresAt());
    digest.text(body.getPriority().name());
    digest.text(body.getGroup());
    digest.map(body.getMetadata());
    return HexFormat.of().formatHex(digest.sha256.digest());
  }

  private void template(@Nullable Template template) {
    text(template == null ? null : template.getName());
    if (template != null) {
      text(template.getLanguage());
      text(template.getCategory());
      text(template.getNamespace());
      text(template.getProcessedParamsJson());
    }
  }

  private void map(Map<String, String> map) {
    number((long) map.size());
    new TreeMap<>(map)
        .forEach(
            (name, value) -> {
              text(name);
              text(value);
            });
  }

  private void time(@Nullable Instant time) {
    number(time == null ? null : time.toEpochMilli());
  }

  private void number(@Nullable Long number) {
    text(number == null ? null : Long.toString(number));
  }

  /** Length first, so that no two different sequences give the same bytes; null is length -1. */
  private void text(@Nullable String text) {
    byte[] bytes = text == null ? new byte[0] : text.getBytes(StandardCharsets.UTF_8);
    sha256.update(
        ByteBuffer.allocate(Integer.BYTES).putInt(text == null ? -1 : bytes.length).array());
    sha256.update(bytes);
  }
}
