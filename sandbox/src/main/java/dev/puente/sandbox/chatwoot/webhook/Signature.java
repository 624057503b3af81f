package dev.puente.sandbox.chatwoot.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The signatures of Chatwoot (CONTRACT 1.4 and 5). */
public final class Signature {

  private static final String ALGORITHM = "HmacSHA256";

  private Signature() {}

  /**
   * The value of {@code X-Chatwoot-Signature}.
   *
   * @param secret used as text, not decoded
   * @param timestamp the value of {@code X-Chatwoot-Timestamp}
   */
  public static String of(String secret, String timestamp, byte[] body) {
    Mac mac = mac(secret);
    mac.update(timestamp.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) '.');
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  /**
   * The {@code identifier_hash} of the public client API: hexadecimal HMAC-SHA256 of the
   * identifier.
   */
  public static String ofIdentifier(String hmacToken, String identifier) {
    byte[] text = identifier.getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(mac(hmacToken).doFinal(text));
  }

  private static Mac mac(String key) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, impossible);
    }
  }
}
