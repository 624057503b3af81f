package dev.puente.ingest.subscription;

import dev.puente.ingest.publish.EventIdSource;
import dev.puente.schemas.tenant.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Names of pre-registrations and their secrets. Without {@code Idempotency-Key} they are drawn.
 * With one they are derived, with a secret that all instances share, from tenant, key and the whole
 * form: so the same form under the same key has the same identity on every instance and after every
 * restart, and nobody needs to remember it; and a key that was guessed or seen gives nothing away
 * to who does not send the same form.
 */
public final class FormIdentities {
  /** Ids of forms whose pages send a fixed time of consent are spread over this many seconds. */
  static final int SPREAD_SECONDS = 3_600;

  private final EventIdSource ids;
  private final InstantSource clock;
  private final SecretKeySpec key;

  /**
   * What is told to the page only, and the id of the record's event.
   *
   * @param id {@code sub_<unix seconds>_<8 hex>}
   * @param token of the status link, 128 bits
   * @param eventId equal for repetitions of the same form
   */
  record Identity(String id, String token, String eventId) {
    @Override
    public String toString() {
      return id;
    }
  }

  /**
   * @param secret the same on all instances, and random: with another one, the same form gets
   *     another identity
   */
  public FormIdentities(EventIdSource ids, InstantSource clock, Secret secret) {
    this.ids = ids;
    this.clock = clock;
    this.key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
  }

  /** A new one. */
  Identity drawn() {
    return new Identity(id(clock.instant().getEpochSecond(), ids.hex(4)), ids.hex(16), ids.next());
  }

  /**
   * The one of this form.
   *
   * @param consentAt seconds of the id lie at most {@value #SPREAD_SECONDS} s before it
   */
  Identity derived(String tenant, String keyHash, String contentHash, Instant consentAt) {
    byte[] name = hmac("id", tenant, keyHash, contentHash);
    int before = Math.floorMod(ByteBuffer.wrap(name, 4, 4).getInt(), SPREAD_SECONDS);
    return new Identity(
        id(consentAt.getEpochSecond() - before, HexFormat.of().formatHex(name, 0, 4)),
        HexFormat.of().formatHex(hmac("token", tenant, keyHash, contentHash), 0, 16),
        HexFormat.of().formatHex(hmac("event", tenant, keyHash, contentHash), 0, 16));
  }

  private static String id(long seconds, String hex) {
    return "sub_" + seconds + "_" + hex;
  }

  /** The parts hold no line ends: a tenant id and hex. */
  private byte[] hmac(String use, String tenant, String keyHash, String contentHash) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(key);
      String text = String.join("\n", "puente-form-1", use, tenant, keyHash, contentHash);
      return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }
}
