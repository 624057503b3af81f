package dev.puente.sandbox.oracle;

import dev.puente.schemas.registry.HttpSchemaRegistryClient;
import dev.puente.schemas.registry.RegistryConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * Apicurio Registry in a JVM of its own, with its state in memory; it speaks Confluent's API beside
 * its own.
 */
final class ApicurioProcess implements AutoCloseable {
  static final Path JAR = Path.of("target/apicurio/quarkus-run.jar");

  private final Process process;
  private final String url;

  private ApicurioProcess(Process process, String url) {
    this.process = process;
    this.url = url;
  }

  static ApicurioProcess start() throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.management.host=127.0.0.1",
                "-Dquarkus.management.port=" + freePort(),
                "-jar",
                JAR.toString())
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target/apicurio.log").toFile())
            .start();
    var started = new ApicurioProcess(process, "http://127.0.0.1:" + port + "/apis/ccompat/v7");
    started.awaitReady();
    return started;
  }

  String url() {
    return url;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(20, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }

  private void awaitReady() {
    try (var client = new HttpSchemaRegistryClient(RegistryConfig.of(url))) {
      Awaitility.await()
          .atMost(Duration.ofSeconds(120))
          .ignoreExceptions()
          .until(() -> client.subjects().isEmpty());
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
