package dev.puente.matcher.notifying.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Names of stores and internal topics are state on the cluster: a change here is a migration. After
 * a review, copy {@code target/notifying-topology.txt} over the kept text.
 */
class NotifyingDescriptionTopologyTest {
  private static final Path KEPT = Path.of("src/test/resources/notifying-topology.txt");
  private static final Path ACTUAL = Path.of("target/notifying-topology.txt");

  @Test
  void shouldBeTheTopologyThatWasReviewed() throws IOException {
    // given
    String description;
    try (NotifyingFixture fixture = new NotifyingFixture()) {
      description = fixture.harness.topology().describe().toString();
    }

    // when
    Files.writeString(ACTUAL, description);

    // then
    assertThat(description).isEqualTo(Files.readString(KEPT));
  }
}
