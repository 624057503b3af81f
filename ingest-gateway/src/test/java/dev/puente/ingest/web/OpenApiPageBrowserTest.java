package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.puente.ingest.RunningGateway;
import java.io.File;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of the API's document in a real browser, where one is installed. */
@Tag("heavy")
class OpenApiPageBrowserTest {
  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final long LIMIT_SECONDS = 120;

  private final RunningGateway gateway = RunningGateway.reset();

  @TempDir Path folder;

  @Test
  void shouldShowEveryOperationAndOpenTheOneOfTheLink() throws Exception {
    // given
    Path browser = browser();

    // when
    Page page = open(browser, gateway.url("/openapi.html#notify").toString());

    // then
    OpenApiDocument document =
        new OpenApiDocument(
            gateway.send(HttpRequest.newBuilder(gateway.url("/openapi.json"))).body());
    assertThat(document.operations()).isNotEmpty();
    document
        .operations()
        .values()
        .forEach(operation -> assertThat(page.dom()).contains("id=\"" + operation.id() + "\""));
    assertThat(page.dom())
        .containsPattern("<details class=\"op\" id=\"notify\"[^>]* open=\"\">")
        .doesNotContain("could not be loaded", "[object Object]", ">undefined<");
    assertThat(page.console()).doesNotContain("Uncaught", "Content Security Policy");
  }

  /**
   * What the browser made of the page, without its script.
   *
   * @param console its log, messages of scripts included
   */
  private record Page(String dom, String console) {}

  private Page open(Path browser, String url) throws Exception {
    Path dom = folder.resolve("page.html");
    Path console = folder.resolve("console.log");
    Process process =
        new ProcessBuilder(
                browser.toString(),
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--user-data-dir=" + folder.resolve("profile"),
                "--enable-logging=stderr",
                "--virtual-time-budget=10000",
                "--dump-dom",
                url)
            .redirectOutput(dom.toFile())
            .redirectError(console.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).as("browser ended").isTrue();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
    return new Page(
        Files.readString(dom).replaceAll("(?s)<script>.*?</script>", ""),
        new String(Files.readAllBytes(console), StandardCharsets.UTF_8));
  }

  private static Path browser() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
        .flatMap(folder -> BROWSERS.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst()
        .orElseGet(() -> abort("no browser on the PATH (one of " + BROWSERS + ")"));
  }
}
