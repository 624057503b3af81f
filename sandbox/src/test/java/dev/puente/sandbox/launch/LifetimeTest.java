package dev.puente.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LifetimeTest {
  private static final long LIMIT_SECONDS = 60;

  private final List<String> ended = new CopyOnWriteArrayList<>();

  @TempDir Path folder;

  private void start(Lifetime lifetime, String name) {
    AutoCloseable unused = lifetime.start(() -> (AutoCloseable) () -> ended.add(name));
  }

  @Test
  void shouldEndTheLastFirstAndOnce() {
    // given
    Lifetime lifetime = Lifetime.begin();
    start(lifetime, "first");
    start(lifetime, "second");

    // when
    lifetime.close();
    lifetime.close();

    // then
    assertThat(ended).containsExactly("second", "first");
  }

  @Test
  void shouldEndTheOthersWhenOneFails() {
    // given
    Lifetime lifetime = Lifetime.begin();
    start(lifetime, "first");
    AutoCloseable failing =
        lifetime.start(
            () ->
                (AutoCloseable)
                    () -> {
                      throw new IOException("on purpose");
                    });

    // when
    lifetime.close();

    // then
    assertThat(failing).isNotNull();
    assertThat(ended).containsExactly("first");
  }

  @Test
  void shouldStartNothingAfterItsEnd() {
    // given
    Lifetime lifetime = Lifetime.begin();
    lifetime.close();

    // then
    assertThatThrownBy(() -> start(lifetime, "late")).isInstanceOf(IllegalStateException.class);
    assertThat(ended).isEmpty();
  }

  @Test
  void shouldRemoveFoldersAfterWhatUsesThem() throws IOException {
    // given
    Path used = folder.resolve("a");
    Files.createDirectories(used.resolve("b"));
    Lifetime lifetime = Lifetime.begin();
    lifetime.removeAtEnd(used);
    lifetime.removeAtEnd(folder.resolve("never-made"));
    AutoCloseable writer =
        lifetime.start(() -> (AutoCloseable) () -> Files.writeString(used.resolve("last"), "x"));

    // when
    lifetime.close();

    // then
    assertThat(writer).isNotNull();
    assertThat(used).doesNotExist();
  }

  @Test
  void shouldWaitForAStartThatIsUnderWay() throws InterruptedException {
    // given
    Lifetime lifetime = Lifetime.begin();
    CountDownLatch starting = new CountDownLatch(1);
    CompletableFuture<Void> go = new CompletableFuture<>();
    Thread starter =
        Thread.ofVirtual()
            .start(
                () -> {
                  AutoCloseable unused =
                      lifetime.start(
                          () -> {
                            starting.countDown();
                            go.orTimeout(LIMIT_SECONDS, TimeUnit.SECONDS).join();
                            return () -> ended.add("slow");
                          });
                });
    assertThat(starting.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();

    // when
    Thread ending = Thread.ofVirtual().start(lifetime::close);
    go.complete(null);

    // then
    assertThat(ending.join(Duration.ofSeconds(LIMIT_SECONDS))).isTrue();
    assertThat(starter.join(Duration.ofSeconds(LIMIT_SECONDS))).isTrue();
    assertThat(ended).containsExactly("slow");
  }

  @Test
  void shouldLeaveNothingBehindWhenTheProcessIsTold() throws Exception {
    // given
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Waiting.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader output = process.inputReader()) {
      Path made = Path.of(output.readLine());
      assertThat(made.resolve("file")).exists();

      // when
      process.destroy();

      // then
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(made).doesNotExist();
    } finally {
      process.destroyForcibly();
    }
  }

  /** A command that runs until it is told to end. */
  static final class Waiting {
    private Waiting() {}

    public static void main(String[] arguments) throws Exception {
      Lifetime lifetime = Lifetime.begin();
      Path made = lifetime.temporaryFolder("puente-lifetime-test");
      Files.writeString(made.resolve("file"), "x");
      System.out.println(made);
      lifetime.awaitEnd();
    }
  }
}
