package dev.puente.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFolderTest {
  @TempDir Path root;

  /** Another process on the same disk. */
  static final class Neighbour {
    /** Prints the folder that it gets below the root. */
    public static void main(String[] arguments) throws Exception {
      try (SpoolFolder folder = SpoolFolder.claim(Path.of(arguments[0]))) {
        System.out.print(folder.path().getFileName());
      }
    }
  }

  @Test
  void shouldKeepItsFolderFromOtherProcessesWhenItLooksForOrphans() throws Exception {
    // given
    try (SpoolFolder own = SpoolFolder.claim(root)) {
      Files.createFile(own.segment(0));

      // when
      Optional<SpoolFolder> orphan = SpoolFolder.claimOrphan(root, root.resolve("1"));
      String neighbours = folderOfNeighbour();

      // then
      assertThat(orphan).isEmpty();
      assertThat(own.path().getFileName()).hasToString("0");
      assertThat(neighbours).isEqualTo("1");
    }
  }

  @Test
  void shouldLeaveItsFolderToOtherProcessesWhenItIsClosed() throws Exception {
    // given
    SpoolFolder own = SpoolFolder.claim(root);
    Files.createFile(own.segment(0));

    // when
    own.close();

    // then
    assertThat(folderOfNeighbour()).isEqualTo("0");
    try (SpoolFolder again = SpoolFolder.claimOrphan(root, root.resolve("1")).orElseThrow()) {
      assertThat(again.path()).isEqualTo(own.path());
    }
  }

  @Test
  void shouldKnowDisksThatEndWithTheMachine() throws Exception {
    // given
    Path memory = Path.of("/dev/shm");
    assumeTrue(Files.isWritable(memory) && Files.getFileStore(memory).type().equals("tmpfs"));
    Path folder = Files.createTempDirectory(memory, "spool");

    // then
    try {
      assertThat(SpoolFolder.ephemeral(folder)).isTrue();
    } finally {
      Files.delete(folder);
    }
  }

  @Test
  void shouldTakeItsFolderThoughItsOwnerCanNotBeNoted() throws Exception {
    // given
    Files.createDirectories(root.resolve("0").resolve("owner"));

    // when
    try (SpoolFolder own = SpoolFolder.claim(root)) {
      Files.createFile(own.segment(0));
      Optional<SpoolFolder> orphan = SpoolFolder.claimOrphan(root, own.path());

      // then
      assertThat(own.path()).isEqualTo(root.resolve("0"));
      assertThat(orphan).isEmpty();
      assertThat(folderOfNeighbour()).isEqualTo("1");
    }
  }

  private String folderOfNeighbour() throws Exception {
    Process neighbour =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Neighbour.class.getName(),
                root.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String answer = new String(neighbour.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(neighbour.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return answer;
  }
}
