package dev.puente.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FirstContactTest {
  @TempDir Path folder;

  private FirstContact contact(String servers) {
    return new FirstContact(folder.resolve(FirstContact.FILE), servers);
  }

  @Test
  void shouldBeRememberedByTheNextProcessForTheSameServersOnly() {
    // given
    FirstContact first = contact("one:9092");
    boolean before = first.made();

    // when
    first.make();
    first.make();

    // then
    assertThat(before).isFalse();
    assertThat(first.made()).isTrue();
    assertThat(contact("one:9092").made()).isTrue();
    assertThat(contact("two:9092").made()).isFalse();
  }

  @Test
  void shouldRememberSeveralSettings() throws IOException {
    // given
    contact("one:9092").make();
    contact("two:9092").make();

    // then
    assertThat(contact("one:9092").made()).isTrue();
    assertThat(contact("two:9092").made()).isTrue();
    assertThat(Files.readAllLines(folder.resolve(FirstContact.FILE)))
        .containsExactly("one:9092", "two:9092");
  }

  @Test
  void shouldForgetWithTheProcessWhenThereIsNoFile() {
    // given
    FirstContact contact = new FirstContact(null, "one:9092");

    // when
    contact.make();

    // then
    assertThat(contact.made()).isTrue();
    assertThat(new FirstContact(null, "one:9092").made()).isFalse();
  }

  @Test
  void shouldWorkWithoutItsDisk() {
    // given
    FirstContact contact = new FirstContact(folder.resolve("missing/x"), "one:9092");

    // when
    contact.make();

    // then
    assertThat(contact.made()).isTrue();
  }
}
