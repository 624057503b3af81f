package dev.puente.sandbox.launch;

import static org.assertj.core.api.Assertions.as;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantsFollowerTest {
  private final List<String> taken = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private Path file;
  private TenantsFollower follower;

  @BeforeEach
  void start(@TempDir Path folder) throws IOException {
    file = Files.writeString(folder.resolve("tenants.yml"), "one");
    follower = new TenantsFollower(file, Files.readAllBytes(file), this::take, told::add);
  }

  @AfterEach
  void stop() {
    follower.close();
  }

  private void take() throws IOException {
    String text = Files.readString(file);
    if (text.startsWith("wrong")) {
      throw new IllegalArgumentException(text);
    }
    taken.add(text);
  }

  @Test
  void shouldTakeAChangeOverOnceWhenASecondLookFindsTheSame() throws IOException {
    // given
    follower.look();
    Files.writeString(file, "one and");
    follower.look();
    Files.writeString(file, "one and two");

    // when
    follower.look();
    follower.look();
    follower.look();

    // then
    assertThat(taken).containsExactly("one and two");
    assertThat(told).singleElement(as(STRING)).contains("has changed");
  }

  @Test
  void shouldTellOnceWhatIsWrongAndTakeTheNextGoodFile() throws IOException {
    // given
    Files.writeString(file, "wrong: no account");
    follower.look();
    follower.look();
    follower.look();
    List<String> complaints = List.copyOf(told);

    // when
    Files.writeString(file, "two");
    follower.look();
    follower.look();

    // then
    assertThat(complaints)
        .singleElement()
        .asString()
        .contains("the tenants stay as they were: wrong: no account");
    assertThat(taken).containsExactly("two");
  }

  @Test
  void shouldLeaveTheTenantsWhenTheFileIsGone() throws IOException {
    // given
    Files.delete(file);

    // when
    follower.look();
    follower.look();

    // then
    assertThat(taken).isEmpty();
    assertThat(told).singleElement(as(STRING)).contains("can not be read");
  }
}
