package dev.puente.sandbox.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** An application in a JVM of its own, so that it can be killed as a crash kills it. */
final class ChildJvm implements AutoCloseable {
  private final Process process;

  private ChildJvm(Process process) {
    this.process = process;
  }

  /** Starts a main class on this JVM's class path; its output goes to the file. */
  static ChildJvm start(Class<?> main, Map<String, Object> properties, Path output) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            "-Dpuente.log.file=" + output.resolveSibling(output.getFileName() + ".log"),
            "-cp",
            System.getProperty("java.class.path"),
            main.getName()));
    properties.forEach((key, value) -> command.add("--" + key + "=" + value));
    try {
      return new ChildJvm(
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
              .start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** SIGKILL; returns when the process is gone. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("the child JVM survived SIGKILL");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while killing the child JVM", e);
    }
  }

  /** Whether it is gone and a signal ended it: 128 + 9. */
  boolean wasKilled() {
    return !process.isAlive() && process.exitValue() == 137;
  }

  @Override
  public void close() {
    kill();
  }
}
