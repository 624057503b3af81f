package dev.puente.sandbox.chatwoot.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** An installed fault: how often it hit, and the latch of its held answers. Thread-safe. */
public final class FaultHandle {

  private final long id;
  private final FaultSpec spec;
  private final CountDownLatch released = new CountDownLatch(1);
  private int matched;
  private int hits;

  FaultHandle(long id, FaultSpec spec) {
    this.id = id;
    this.spec = spec;
  }

  public long id() {
    return id;
  }

  public FaultSpec spec() {
    return spec;
  }

  /** How many requests the fault has hit so far, counted when they arrive. */
  public synchronized int hits() {
    return hits;
  }

  /** Lets held answers go, these and all later ones. */
  public void release() {
    released.countDown();
  }

  /** Waits for the release, at most so long. */
  public void awaitRelease(Duration atMost) throws InterruptedException {
    if (!released.await(atMost.toNanos(), TimeUnit.NANOSECONDS)) {
      release();
    }
  }

  synchronized boolean take(String method, String path) {
    if (hits >= spec.times() || !spec.matches(method, path)) {
      return false;
    }
    matched++;
    if (matched <= spec.skip()) {
      return false;
    }
    hits++;
    return true;
  }
}
