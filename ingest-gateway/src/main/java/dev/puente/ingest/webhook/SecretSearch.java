package dev.puente.ingest.webhook;

import dev.puente.ingest.webhook.SignatureCheck.Headers;
import dev.puente.ingest.webhook.SignatureCheck.Verdict;
import dev.puente.schemas.tenant.Secret;
import java.util.Collection;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks for the secret that made a signature. Each one costs a hash of the whole body, and anybody
 * may send 4 MB that no secret signs: the first {@value #FREE} are tried always, further ones only
 * as long as the budget of the whole process lasts. Whose secrets come first is never kept out.
 */
final class SecretSearch {
  /** Tried for every request; a tenant with more live secrets is unusual. */
  static final int FREE = 8;

  /** What an empty body costs, bytes. */
  private static final int LEAST = 256;

  private final SignatureCheck signatures;
  private final long perSecond;
  private final LongSupplier nanos;
  private double left;
  private long at;

  /**
   * @param bytesPerSecond that are hashed with secrets beyond the first {@value #FREE}; twice that
   *     at once
   * @param nanos a clock that never goes back
   */
  SecretSearch(SignatureCheck signatures, long bytesPerSecond, LongSupplier nanos) {
    this.signatures = signatures;
    this.perSecond = bytesPerSecond;
    this.nanos = nanos;
    this.left = 2.0 * bytesPerSecond;
    this.at = nanos.getAsLong();
  }

  /**
   * What a search ended with.
   *
   * @param verdict null: given up, since others were searching too much
   * @param secret null: none
   */
  record Result(@Nullable Verdict verdict, @Nullable Secret secret) {}

  /** Tries distinct secrets in their order, each in constant time, until one made the signature. */
  Result find(Headers headers, byte[] body, Collection<Secret> secrets) {
    Verdict plain = signatures.headers(headers);
    if (plain != Verdict.VALID) {
      return new Result(plain, null);
    }
    int tried = 0;
    for (Secret secret : secrets) {
      if (tried++ >= FREE && !take(LEAST + body.length)) {
        return new Result(null, null);
      }
      if (signatures.made(headers, body, secret)) {
        return new Result(Verdict.VALID, secret);
      }
    }
    return new Result(tried == 0 ? Verdict.NO_SECRET : Verdict.NO_MATCH, null);
  }

  private synchronized boolean take(int bytes) {
    long now = nanos.getAsLong();
    left = Math.min(2.0 * perSecond, left + (now - at) / 1e9 * perSecond);
    at = now;
    if (left < bytes) {
      return false;
    }
    left -= bytes;
    return true;
  }
}
