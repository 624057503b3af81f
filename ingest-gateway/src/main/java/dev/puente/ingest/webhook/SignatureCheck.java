package dev.puente.ingest.webhook;

import dev.puente.schemas.tenant.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Chatwoot's webhook signature: {@code sha256=} and lower-case hex of HMAC-SHA256 over {@code
 * <timestamp>.<raw body>} with the secret's text as key, not older and not younger than {@value
 * #MAX_AGE_SECONDS} s. Source: chatwoot v4.16.2, {@code lib/webhooks/trigger.rb}.
 */
final class SignatureCheck {
  /** Greatest distance of the timestamp from now, in both directions. */
  static final long MAX_AGE_SECONDS = 300;

  private static final String SIGNATURE = "sha256=";
  private static final int SIGNATURE_LENGTH = SIGNATURE.length() + 64;
  private static final int TIMESTAMP_LENGTH = 12;

  /** What a check can say; a refusal is counted under its name. */
  enum Verdict {
    VALID,
    /** Neither header. */
    NO_HEADER,
    /** A header that Chatwoot would not write, or only one of the two. */
    MALFORMED,
    /** Timestamp too far away. */
    TOO_OLD,
    /** There is no secret to compare with. */
    NO_SECRET,
    /** No secret gives this signature. */
    NO_MATCH
  }

  /** The two headers as they came. */
  record Headers(@Nullable String timestamp, @Nullable String signature) {
    /** Whether the sender does not sign at all. */
    boolean absent() {
      return timestamp == null && signature == null;
    }
  }

  private static final int KEYED_LIMIT = 10_000;

  private final InstantSource clock;
  private final Map<Secret, Mac> keyed = new ConcurrentHashMap<>();

  SignatureCheck(InstantSource clock) {
    this.clock = clock;
  }

  /** What can be said without a secret; {@link Verdict#VALID}: so far. */
  Verdict headers(Headers headers) {
    if (headers.absent()) {
      return Verdict.NO_HEADER;
    }
    String timestamp = headers.timestamp();
    String signature = headers.signature();
    if (timestamp == null
        || signature == null
        || !isTimestamp(timestamp)
        || !isSignature(signature)) {
      return Verdict.MALFORMED;
    }
    long age = Math.floorDiv(clock.millis(), 1_000) - Long.parseLong(timestamp);
    return Math.abs(age) > MAX_AGE_SECONDS ? Verdict.TOO_OLD : Verdict.VALID;
  }

  private static boolean isTimestamp(String text) {
    boolean digits = !text.isEmpty() && text.length() <= TIMESTAMP_LENGTH;
    for (int i = 0; digits && i < text.length(); i++) {
      digits = text.charAt(i) >= '0' && text.charAt(i) <= '9';
    }
    return digits;
  }

  private static boolean isSignature(String text) {
    boolean hex = text.length() == SIGNATURE_LENGTH && text.startsWith(SIGNATURE);
    for (int i = SIGNATURE.length(); hex && i < text.length(); i++) {
      char c = text.charAt(i);
      hex = c >= '0' && c <= '9' || c >= 'a' && c <= 'f';
    }
    return hex;
  }

  /**
   * Whether the secret made the signature; compared in constant time.
   *
   * @param headers that {@link #headers} found nothing wrong with
   */
  boolean made(Headers headers, byte[] body, Secret secret) {
    String timestamp = headers.timestamp();
    String signature = headers.signature();
    if (timestamp == null || signature == null) {
      return false;
    }
    byte[] given = HexFormat.of().parseHex(signature, SIGNATURE.length(), signature.length());
    return MessageDigest.isEqual(hmac(secret, timestamp, body), given);
  }

  private byte[] hmac(Secret secret, String timestamp, byte[] body) {
    try {
      Mac mac = (Mac) keyed(secret).clone();
      mac.update(timestamp.getBytes(StandardCharsets.US_ASCII));
      mac.update((byte) '.');
      return mac.doFinal(body);
    } catch (GeneralSecurityException | CloneNotSupportedException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  /** To be cloned: finding the algorithm and setting the key is done once for each secret. */
  private Mac keyed(Secret secret) throws GeneralSecurityException {
    Mac known = keyed.get(secret);
    if (known != null) {
      return known;
    }
    Mac fresh = Mac.getInstance("HmacSHA256");
    fresh.init(new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    if (keyed.size() >= KEYED_LIMIT) {
      keyed.clear();
    }
    keyed.put(secret, fresh);
    return fresh;
  }
}
