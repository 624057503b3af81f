package dev.puente.ingest.connection;

import java.net.SocketTimeoutException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How long one connection may still let the server wait. Only waiting for bytes of a request counts
 * that has begun to come: not the time before it, nor the time in which the server is busy. Waiting
 * uses patience up, bytes give it back, but never more than there was at the beginning, and an
 * answer, or the end of a request, gives back all of it. What is there as a whole is taken, however
 * late. For one thread at a time.
 */
final class Patience {
  private final long most;
  private final long bytesPerSecond;
  private final LongSupplier nanos;
  private final Runnable lost;

  private long left;
  private boolean begun;
  private boolean waiting;
  private long waitingSince;

  /**
   * @param most nanoseconds of waiting
   * @param bytesPerSecond what makes up for a second
   * @param lost is told when there is no more
   */
  Patience(long most, long bytesPerSecond, LongSupplier nanos, Runnable lost) {
    this.most = most;
    this.bytesPerSecond = bytesPerSecond;
    this.nanos = nanos;
    this.lost = lost;
    this.left = most;
  }

  /** Nothing is waited for: the connection is new, got an answer, or its request is done. */
  void rest() {
    left = most;
    begun = false;
    waiting = false;
  }

  /**
   * Something was read.
   *
   * @param count bytes; 0: there was nothing, so it is waited for; negative: the end
   * @throws SocketTimeoutException when there is nothing, and patience is used up
   */
  void read(int count) throws SocketTimeoutException {
    if (waiting) {
      waiting = false;
      left -= nanos.getAsLong() - waitingSince;
    }
    if (count > 0) {
      begun = true;
      left = Math.min(most, left + count * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond);
    } else if (count == 0 && begun) {
      if (left < 0) {
        lost.run();
        throw new SocketTimeoutException("too slow");
      }
      waiting = true;
      waitingSince = nanos.getAsLong();
    }
  }
}
