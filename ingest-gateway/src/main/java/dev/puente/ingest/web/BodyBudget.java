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
 * Memory for the bodies of strangers: bytes are taken from a budget while they arrive and given
 * back when the request is done. The first few KiB of each body come from one half of the budget,
 * the rest from the other: senders of large bodies can not keep ordinary webhooks out. As many
 * small bodies as there can be connections fit into their half: slow senders can not, either. A
 * body that does not arrive within its time is given up, so that slow senders do not hold their
 * share for ever.
 */
public final class BodyBudget {
  /** What counts as small at most, bytes. */
  private static final int MOST_SMALL = 16 * 1024;

  private static final int FIRST = 4 * 1024;
  private static final int GROWTH = 4;

  /** How long room is waited for: Chatwoot waits 5 s in all. */
  private static final Duration ROOM_LIMIT = Duration.ofSeconds(2);

  private final Semaphore small;
  private final Semaphore large;
  private final int smallBytes;
  private final Duration limit;
  private final LongSupplier nanos;

  /**
   * @param bytes of all bodies at a time
   * @param connections that can be open, so bodies that can be under way, at a time; below 1:
   *     nobody limits them
   * @param limit how long a body may take to arrive, waiting for room included
   * @param nanos a clock that never goes back
   */
  public BodyBudget(int bytes, int connections, Duration limit, LongSupplier nanos) {
    this.smallBytes = Math.min(MOST_SMALL, bytes / 2 / Math.max(1, connections));
    this.small = new Semaphore(bytes / 2);
    this.large = new Semaphore(bytes - bytes / 2);
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
      small.release(Math.min(taken, smallBytes));
      large.release(Math.max(0, taken - smallBytes));
      taken = 0;
    }
  }

  /** The first so many bytes of a body always find room. */
  int smallBytes() {
    return smallBytes;
  }

  /**
   * Reads a body.
   *
   * @throws dev.puente.ingest.problem.ProblemException 413 when it is longer than {@code most}
   *     bytes, 408 when it takes too long, 503 when there is no room for it
   */
  public Body read(HttpServletRequest request, int most) throws IOException {
    long announced = request.getContentLengthLong();
    if (announced > most) {
      throw Problem.of(ProblemCode.TOO_LARGE).exception();
    }
    Body body = new Body();
    try {
      // One byte more than allowed shows that there is more.
      int end = announced < 0 ? most + 1 : (int) announced;
      int size = fill(body, request.getInputStream(), end);
      if (size > most) {
        throw Problem.of(ProblemCode.TOO_LARGE).exception();
      }
      body.bytes = body.bytes.length == size ? body.bytes : Arrays.copyOf(body.bytes, size);
      return body;
    } catch (IOException | RuntimeException e) {
      body.close();
      throw e;
    }
  }

  /** Reads up to the end, or to that many bytes. */
  private int fill(Body body, InputStream in, int end) throws IOException {
    long deadline = nanos.getAsLong() + limit.toNanos();
    int size = 0;
    while (size < end) {
      if (size == body.bytes.length) {
        grow(body, Math.min(end, Math.max(FIRST, size * GROWTH)), deadline);
      }
      int read = in.read(body.bytes, size, body.bytes.length - size);
      if (read < 0) {
        break;
      }
      size += read;
      // What is there as a whole is taken, also when this process stood still meanwhile.
      if (size < end && nanos.getAsLong() - deadline > 0) {
        throw Problem.of(ProblemCode.TOO_SLOW).exception();
      }
    }
    return size;
  }

  private void grow(Body body, int wanted, long deadline) {
    int taken = body.taken;
    take(small, Math.min(wanted, smallBytes) - Math.min(taken, smallBytes), deadline);
    body.taken = Math.max(taken, Math.min(wanted, smallBytes));
    take(large, wanted - body.taken, deadline);
    body.taken = wanted;
    body.bytes = Arrays.copyOf(body.bytes, wanted);
  }

  private void take(Semaphore budget, int bytes, long deadline) {
    if (bytes <= 0 || budget.tryAcquire(bytes)) {
      return;
    }
    long wait = Math.clamp(deadline - nanos.getAsLong(), 0, ROOM_LIMIT.toNanos());
    try {
      if (budget.tryAcquire(bytes, wait, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw Problem.of(ProblemCode.UNAVAILABLE).header("Retry-After", "1").exception();
  }
}
