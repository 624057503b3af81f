package dev.puente.sandbox.launch;

import dev.puente.schemas.tenant.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches the user's tenants file while the embedded applications run: they read a copy of it, with
 * the keys that were made, so a change must be carried over. Contents count when a second look
 * finds the same. What is wrong with them is told once, changes nothing, and is tried again, since
 * the files of secrets may still come.
 */
final class TenantsFollower implements AutoCloseable {
  private static final long LOOK_SECONDS = 2;

  /** Takes the file over. */
  @FunctionalInterface
  interface Step {
    /**
     * Reads the file and writes the copy.
     *
     * @throws IllegalArgumentException or {@link SettingsException} when the file is wrong
     */
    void take() throws IOException;
  }

  private final Path file;
  private final Step step;
  private final Consumer<String> tell;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tenants-file").daemon().factory());
  private byte[] taken;
  private byte[] seen;
  private String complaint = "";

  /**
   * Nothing is watched before {@link #start}.
   *
   * @param taken the contents that the copy was made of
   */
  TenantsFollower(Path file, byte[] taken, Step step, Consumer<String> tell) {
    this.file = file;
    this.step = step;
    this.tell = tell;
    this.taken = taken;
    seen = taken;
  }

  TenantsFollower start() {
    var unused =
        timer.scheduleWithFixedDelay(this::look, LOOK_SECONDS, LOOK_SECONDS, TimeUnit.SECONDS);
    return this;
  }

  /** Reads the file once. */
  void look() {
    try {
      byte[] now = Files.readAllBytes(file);
      if (Arrays.equals(now, taken) || !Arrays.equals(now, seen)) {
        seen = now;
        return;
      }
      step.take();
      taken = now;
      complaint = "";
      tell.accept(file + " has changed: it counts within ten seconds");
    } catch (IOException e) {
      complain("can not be read, or not be copied");
    } catch (SettingsException | IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Not foreseen, so its text may quote a secret. The timer must go on.
      complain(e.getClass().getName());
    }
  }

  private void complain(String problems) {
    if (!problems.equals(complaint)) {
      complaint = problems;
      tell.accept(file + " is wrong now, the tenants stay as they were: " + problems);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
