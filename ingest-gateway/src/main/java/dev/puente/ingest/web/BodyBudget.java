package dev.puente.ingest.web;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Memory for the bodies of strangers: bytes are taken from a budget while they arrive and given
 * back when the request is done. The first few KiB of each body come from one half of the budget,
 * the rest from the other: senders of large bodies can not keep ordinary webhooks out. As many
 * small bodies as there can be connections fit into their half: slow senders can not, either. No
 * address gets more than half of the other half, or one body if that is more: nor can it keep large
 * bodies of others out. A body that does not arrive within its time is given up, so that slow
 * senders do not hold their share for ever.
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
  private final int largeOfAddress;
  private final Map<String, Share> shares = new ConcurrentHashMap<>();
  private final Duration limit;
  private final Function<HttpServletRequest, String> addresses;
  private final LongSupplier nanos;

  /**
   * @param bytes of all bodies at a time
   * @param connections that can be open, so bodies that can be under way, at a time; below 1:
   *     nobody limits them
   * @param largest body that is read
   * @param limit how long a body may take to arrive, waiting for room included
   * @param addresses who sends a request
   * @param nanos a clock that never goes back
   */
  public BodyBudget(
      int bytes,
      int connections,
      int largest,
      Duration limit,
      Function<HttpServletRequest, String> addresses,
      LongSupplier nanos) {
    this.smallBytes = Math.min(MOST_SMALL, bytes / 2 / Math.max(1, connections));
    this.small = new Semaphore(bytes / 2);
    this.large = new Semaphore(bytes - bytes / 2);
    this.largeOfAddress = Math.max(bytes / 4, largest);
    this.limit = limit;
    this.addresses = addresses;
    this.nanos = nanos;
  }

  /** What an address may have of the half for large bodies, while it has something of it. */
  private record Share(String address, Semaphore room, int users) {
    Share with(int more) {
      return new Share(address, room, users + more);
    }
  }

  /** A body and its share of the budget. */
  public final class Body implements AutoCloseable {
    private byte[] bytes = new byte[0];
    private @Nullable Share share;
    private int ofSmall;
    private int ofShare;
    private int ofLarge;

    /** The body as it was sent. */
    public byte[] bytes() {
      return bytes;
    }

    /** Gives the share back. */
    @Override
    public void close() {
      small.release(ofSmall);
      large.release(ofLarge);
      ofSmall = 0;
      ofLarge = 0;
      Share left = share;
      share = null;
      if (left != null) {
        left.room().release(ofShare);
        leave(left.address());
      }
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
      int size = fill(body, request, end);
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
  private int fill(Body body, HttpServletRequest request, int end) throws IOException {
    InputStream in = request.getInputStream();
    long deadline = nanos.getAsLong() + limit.toNanos();
    int size = 0;
    while (size < end) {
      if (size == body.bytes.length) {
        int wanted = Math.min(end, Math.max(FIRST, size * GROWTH));
        takeSmall(body, Math.min(wanted, smallBytes) - body.ofSmall, deadline);
        takeLarge(body, request, wanted - body.ofSmall - body.ofLarge, deadline);
        body.bytes = Arrays.copyOf(body.bytes, wanted);
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

  private void takeSmall(Body body, int bytes, long deadline) {
    take(small, bytes, deadline);
    body.ofSmall += bytes;
  }

  private void takeLarge(Body body, HttpServletRequest request, int bytes, long deadline) {
    if (bytes <= 0) {
      return;
    }
    Share share = body.share;
    if (share == null) {
      share = enter(addresses.apply(request));
      body.share = share;
    }
    take(share.room(), bytes, deadline);
    body.ofShare += bytes;
    take(large, bytes, deadline);
    body.ofLarge += bytes;
  }

  private Share enter(String address) {
    return shares.compute(
        address,
        (key, share) ->
            share == null ? new Share(address, new Semaphore(largeOfAddress), 1) : share.with(1));
  }

  private void leave(String address) {
    shares.computeIfPresent(address, (key, share) -> share.users() == 1 ? null : share.with(-1));
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
