package dev.puente.ingest.web;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Memory for the bodies of strangers: bytes are taken from one budget while they arrive and given
 * back when the request is done. A body that does not arrive within its time is given up, so that
 * slow senders do not hold the budget for ever.
 */
public final class BodyBudget {
  private static final int STEP = 16 * 1024;

  private final Semaphore budget;
  private final Duration limit;
  private final LongSupplier nanos;

  /**
   * @param bytes of all bodies at a time
   * @param limit how long a body may take to arrive, waiting for the budget included
   * @param nanos a clock that never goes back
   */
  public BodyBudget(int bytes, Duration limit, LongSupplier nanos) {
    this.budget = new Semaphore(bytes);
    this.limit = limit;
    this.nanos = nanos;
  }

  /** A body and its share of the budget. */
  public final class Body implements AutoCloseable {
    private byte[] bytes = new byte[0];
    private int taken;

    /** The body as it was sent. */
    public byte[] bytes() {
      return bytes;
    }

    /** Gives the share back. */
    @Override
    public void close() {
      budget.release(taken);
      taken = 0;
    }
  }

  /**
   * Reads a body.
   *
   * @throws dev.puente.ingest.problem.ProblemException 413 when it is longer than {@code most}
   *     bytes, 408 when it takes too long, 503 when there is no room for it
   */
  public Body read(HttpServletRequest request, int most) throws IOException {
    if (request.getContentLengthLong() > most) {
      throw Problem.of(ProblemCode.TOO_LARGE).exception();
    }
    long deadline = nanos.getAsLong() + limit.toNanos();
    Body body = new Body();
    try {
      InputStream in = request.getInputStream();
      byte[] buffer = new byte[0];
      int size = 0;
      while (true) {
        if (size == buffer.length) {
          buffer = Arrays.copyOf(buffer, grown(body, size, deadline));
        }
        int read = in.read(buffer, size, buffer.length - size);
        if (read < 0) {
          break;
        }
        size += read;
        if (size > most) {
          throw Problem.of(ProblemCode.TOO_LARGE).exception();
        }
        if (nanos.getAsLong() - deadline > 0) {
          throw Problem.of(ProblemCode.TOO_SLOW).exception();
        }
      }
      body.bytes = buffer.length == size ? buffer : Arrays.copyOf(buffer, size);
      return body;
    } catch (IOException | RuntimeException e) {
      body.close();
      throw e;
    }
  }

  /** Twice the size, and the budget for it. */
  private int grown(Body body, int size, long deadline) {
    int wanted = Math.max(STEP, size * 2);
    try {
      long wait = Math.max(0, deadline - nanos.getAsLong());
      if (!budget.tryAcquire(wanted - body.taken, wait, TimeUnit.NANOSECONDS)) {
        throw Problem.of(ProblemCode.UNAVAILABLE).header("Retry-After", "1").exception();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.of(ProblemCode.UNAVAILABLE).header("Retry-After", "1").exception();
    }
    body.taken = wanted;
    return wanted;
  }
}
