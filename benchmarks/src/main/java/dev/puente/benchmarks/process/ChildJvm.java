package dev.puente.benchmarks.process;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * A JVM with this one's class path, in a folder of its own. It ends with {@link #close}, and when
 * this JVM ends.
 */
public final class ChildJvm implements AutoCloseable {
  private static final Duration STOP_LIMIT = Duration.ofSeconds(10);

  private final String name;
  private final Process process;
  private final Path log;

  private ChildJvm(String name, Process process, Path log) {
    this.name = name;
    this.process = process;
    this.log = log;
  }

  /**
   * What to start.
   *
   * @param name also of its log file
   * @param classPath of the child
   * @param flags of the JVM
   */
  public record Spec(
      String name, String classPath, String mainClass, List<String> flags, List<String> arguments) {

    /** A class of this JVM's class path. */
    public static Spec of(
        String name, Class<?> mainClass, List<String> flags, List<String> arguments) {
      return new Spec(name, ownClassPath(), mainClass.getName(), flags, arguments);
    }

    /** Absolute, since the child runs in another folder. */
    private static String ownClassPath() {
      return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .map(entry -> Path.of(entry).toAbsolutePath().toString())
          .collect(Collectors.joining(File.pathSeparator));
    }
  }

  /** Starts it; its output goes to a file in the folder. */
  public static ChildJvm start(Spec spec, Path folder) {
    return start(spec, folder, false);
  }

  /** The same for one that announces something: its standard output is for {@link #announced}. */
  public static ChildJvm startAnnouncing(Spec spec, Path folder) {
    return start(spec, folder, true);
  }

  private static ChildJvm start(Spec spec, Path folder, boolean listen) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(spec.flags());
    Path log = folder.resolve(spec.name() + ".log");
    command.add("-Dpuente.log.file=" + folder.resolve(spec.name() + ".app.log"));
    command.add("-Dorg.springframework.boot.logging.LoggingSystem=none");
    command.add("-cp");
    command.add(spec.classPath());
    command.add(spec.mainClass());
    command.addAll(spec.arguments());
    ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
    File file = log.toFile();
    builder.redirectError(ProcessBuilder.Redirect.appendTo(file));
    if (!listen) {
      builder.redirectOutput(ProcessBuilder.Redirect.appendTo(file));
    }
    try {
      return new ChildJvm(spec.name(), builder.start(), log);
    } catch (IOException e) {
      throw new UncheckedIOException("could not start " + spec.name(), e);
    }
  }

  /**
   * Waits for the first line of its output.
   *
   * @throws IllegalStateException when there is none in time
   */
  public String announced(Duration limit) {
    BufferedReader reader = process.inputReader(StandardCharsets.UTF_8);
    CompletableFuture<String> line = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                String first = reader.readLine();
                line.complete(first == null ? "" : first);
                while (reader.readLine() != null) {
                  // Read on, so that the child never waits for us.
                }
              } catch (IOException e) {
                line.complete("");
              }
            });
    try {
      String first = line.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!first.isEmpty()) {
        return first;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // Falls through to the one message.
    }
    throw failed(alive() ? "said nothing in time" : "ended at once");
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** Whether it runs. */
  public boolean alive() {
    return process.isAlive();
  }

  /** Processor time so far, user and system. */
  public Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in MiB; -1 where the system does not tell. */
  public long residentMiB() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    try {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
        }
      }
    } catch (IOException | NumberFormatException e) {
      // Not Linux, or just ended.
    }
    return -1;
  }

  /** A failure that shows the end of the log. */
  public IllegalStateException failed(String what) {
    String tail = "";
    try {
      List<String> lines = Files.exists(log) ? Files.readAllLines(log) : List.of();
      tail = String.join("\n  ", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
    } catch (IOException e) {
      tail = "(no log)";
    }
    return new IllegalStateException(name + " " + what + ". Its output ends with:\n  " + tail);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
