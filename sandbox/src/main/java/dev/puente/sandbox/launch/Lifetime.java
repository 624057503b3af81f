package dev.puente.sandbox.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;

/**
 * What a command has started and the folders it has made: ended once, the last first, when the
 * command ends and when the process is told to end (Ctrl-C, SIGTERM), also in the middle of a
 * start.
 */
public final class Lifetime implements AutoCloseable {
  /** How long the end waits for a start that is under way. */
  private static final Duration START_LIMIT = Duration.ofSeconds(10);

  private static final int DELETE_TRIES = 20;
  private static final long DELETE_PAUSE_MS = 100;

  private final Deque<AutoCloseable> parts = new ConcurrentLinkedDeque<>();
  private final ReentrantLock lock = new ReentrantLock();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "lifetime-end");
  private volatile boolean ending;

  private Lifetime() {}

  /** Begins with nothing. */
  public static Lifetime begin() {
    Lifetime lifetime = new Lifetime();
    Runtime.getRuntime().addShutdownHook(lifetime.hook);
    return lifetime;
  }

  /**
   * Starts a part.
   *
   * @param <T> the part
   * @param <E> what the start may throw
   */
  public interface Start<T extends AutoCloseable, E extends Exception> {
    /** Starts it; cleans up itself when that fails. */
    T start() throws E;
  }

  /**
   * Starts a part that ends before all earlier ones.
   *
   * @throws IllegalStateException when the end has begun
   */
  public <T extends AutoCloseable, E extends Exception> T start(Start<T, E> start) throws E {
    lock.lock();
    try {
      if (ending) {
        throw new IllegalStateException("it ends already");
      }
      T part = start.start();
      parts.push(part);
      if (ended.getCount() == 0 && parts.remove(part)) {
        end(part); // the end did not wait for it
      }
      return part;
    } finally {
      lock.unlock();
    }
  }

  /**
   * A new folder for temporary files, removed after all parts that are started later have ended.
   */
  public Path temporaryFolder(String prefix) throws IOException {
    Path folder = Files.createTempDirectory(prefix);
    removeAtEnd(folder);
    return folder;
  }

  /** The same for a folder that may not be there yet. */
  public void removeAtEnd(Path folder) {
    AutoCloseable unused = start(() -> (AutoCloseable) () -> remove(folder));
  }

  /** Waits until everything has ended. */
  public void awaitEnd() throws InterruptedException {
    ended.await();
  }

  /** Ends everything; when another thread does so already, waits for it. */
  @Override
  public void close() {
    end();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process ends: the hook finds nothing to do, or does it.
    }
  }

  private void end() {
    ending = true;
    boolean locked = locked();
    try {
      while (!parts.isEmpty()) {
        end(parts.pop());
      }
    } finally {
      if (locked) {
        lock.unlock();
      }
      ended.countDown();
    }
  }

  private boolean locked() {
    try {
      return lock.tryLock(START_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void end(AutoCloseable part) {
    try {
      part.close();
    } catch (Exception e) {
      System.err.println("A part did not end cleanly: " + e);
    }
  }

  /** Tries again for a while: what has just ended may still write its last. */
  private static void remove(Path folder) throws IOException, InterruptedException {
    for (int i = 1; Files.exists(folder); i++) {
      try {
        removeOnce(folder);
      } catch (IOException e) {
        if (i == DELETE_TRIES) {
          throw e;
        }
        Thread.sleep(DELETE_PAUSE_MS);
      }
    }
  }

  private static void removeOnce(Path folder) throws IOException {
    List<Path> found;
    try (Stream<Path> files = Files.walk(folder)) {
      found = files.sorted(Comparator.reverseOrder()).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    for (Path file : found) {
      try {
        Files.delete(file);
      } catch (NoSuchFileException e) {
        // Its owner was quicker.
      }
    }
  }
}
