package dev.puente.sandbox.demo;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells how long this JVM stood still at most: a collector on an overloaded machine stops servers
 * and senders alike for seconds, and whose patience ends then says nothing about the server.
 */
final class Pulse implements AutoCloseable {
  private static final long BEAT_NANOS = 10_000_000;

  private final Thread thread = Thread.ofPlatform().daemon().unstarted(this::beat);
  private volatile long longestNanos;
  private volatile boolean stopped;

  private Pulse() {}

  static Pulse begin() {
    Pulse pulse = new Pulse();
    pulse.thread.setPriority(Thread.MAX_PRIORITY);
    pulse.thread.start();
    return pulse;
  }

  /** The longest time without a beat so far. */
  Duration longestPause() {
    return Duration.ofNanos(longestNanos);
  }

  private void beat() {
    long last = System.nanoTime();
    while (!stopped) {
      LockSupport.parkNanos(BEAT_NANOS);
      long now = System.nanoTime();
      longestNanos = Math.max(longestNanos, now - last);
      last = now;
    }
  }

  @Override
  public void close() {
    stopped = true;
    LockSupport.unpark(thread);
  }
}
