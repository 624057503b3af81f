package dev.puente.sandbox.worker;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The worker in a JVM of its own, as in production. */
final class WorkerProcess {
  private static final Duration START_LIMIT = Duration.ofSeconds(120);

  /** 128 + 9: how a process that was ended by SIGKILL reports it. */
  private static final int KILLED = 137;

  private final Process process;
  private final int port;
  private final Path log;

  private WorkerProcess(Process process, int port, Path log) {
    this.process = process;
    this.port = port;
    this.log = log;
  }

  /** Starts and returns when it has its place in the group. */
  static WorkerProcess start(Map<String, Object> properties, int port, Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx256m");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("dev.puente.notifier.NotifierApplication");
    Map<String, Object> all = new LinkedHashMap<>(properties);
    all.put("server.port", port);
    all.forEach((key, value) -> command.add("--" + key + "=" + value));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    WorkerProcess worker = new WorkerProcess(process, port, log);
    worker.awaitReady();
    return worker;
  }

  private void awaitReady() {
    try (var http = HttpClient.newHttpClient()) {
      Awaitility.await("worker is ready, see " + log)
          .atMost(START_LIMIT)
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptionsInstanceOf(IOException.class)
          .failFast("the worker ended, see " + log, () -> !process.isAlive())
          .until(() -> status(http, "/health/ready") == 200);
    }
  }

  private int status(HttpClient http, String path) throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  /** SIGKILL: no shutdown hook, no last commit. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new IllegalStateException("the process did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    if (process.exitValue() != KILLED) {
      throw new IllegalStateException("not ended by SIGKILL: " + process.exitValue());
    }
  }

  /** SIGTERM: an orderly stop. */
  void stop() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new IllegalStateException("the process did not end");
    }
  }
}
