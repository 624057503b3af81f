package dev.puente.schemas.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TenantsWatchTest {
  @TempDir Path folder;

  private TenantDirectory load() {
    return new TenantSettingsLoader(Map.of()).load(folder.resolve("tenants.yml"));
  }

  private TenantsWatch watch(Duration interval) {
    return new TenantsWatch(this::load, directory -> {}, interval);
  }

  private void write(String secret) throws IOException {
    Files.writeString(
        folder.resolve("tenants.yml"),
        "tenants: {a: {base_url: 'http://x', account_id: 1, webhook_secrets: [" + secret + "]}}");
  }

  private static boolean has(TenantsWatch tenants, String secret) {
    return tenants.get().find("a").orElseThrow().webhookSecrets().contains(new Secret(secret));
  }

  @Test
  void shouldTakeNewSecretsWithoutARestart() throws IOException {
    // given
    write("old");
    try (TenantsWatch tenants = watch(Duration.ofMillis(10))) {
      assertThat(has(tenants, "old")).isTrue();

      // when
      write("old, new");

      // then
      await().until(() -> has(tenants, "new"));
      assertThat(has(tenants, "old")).isTrue();
    }
  }

  @Test
  void shouldTakeNewContentOfAFileWithASecret() throws IOException {
    // given
    Path file = folder.resolve("secret");
    Files.writeString(file, "one");
    write("'file:" + file + "'");
    try (TenantsWatch tenants = watch(Duration.ZERO)) {
      Files.writeString(file, "two");

      // when
      tenants.look();
      tenants.look();

      // then
      assertThat(has(tenants, "two")).isTrue();
    }
  }

  @Test
  void shouldKeepTheOldOnesWhenTheFileIsWrong() throws IOException {
    // given
    write("old");
    try (TenantsWatch tenants = watch(Duration.ZERO)) {
      TenantDirectory before = tenants.get();
      Files.writeString(folder.resolve("tenants.yml"), "tenants: {a: {base_url: 7}}");

      // when
      tenants.look();
      tenants.look();

      // then
      assertThat(tenants.get()).isSameAs(before);
    }
  }

  @Test
  void shouldNotTakeAFileThatIsBeingWritten() throws IOException {
    // given
    Path file = folder.resolve("tenants.yml");
    String first = "tenants:\n  a: {base_url: 'http://x', account_id: 1}\n";
    String second = "  b: {base_url: 'http://y', account_id: 2}\n";
    Files.writeString(file, first + second);
    try (TenantsWatch tenants = watch(Duration.ZERO)) {
      TenantDirectory before = tenants.get();

      // when: an editor empties it, writes the first tenant, then the second and a new one
      Files.writeString(file, first);
      tenants.look();
      TenantDirectory meanwhile = tenants.get();
      Files.writeString(file, first + second + second.replace("b:", "c:"));
      tenants.look();
      TenantDirectory once = tenants.get();
      tenants.look();

      // then
      assertThat(meanwhile).isSameAs(before);
      assertThat(once).isSameAs(before);
      assertThat(tenants.get().all()).extracting(TenantConfig::id).containsExactly("a", "b", "c");
    }
  }

  @Test
  void shouldLookTwiceButNotAtOnce() throws IOException {
    // given
    write("old");
    try (TenantsWatch tenants = watch(Duration.ofHours(1))) {
      write("new");

      // when
      tenants.look();
      tenants.look();

      // then
      assertThat(has(tenants, "old")).isTrue();
      assertThat(tenants.fresh().find("a").orElseThrow().webhookSecrets())
          .containsExactly(new Secret("new"));
    }
  }

  @Test
  void shouldStopTheStartWhenTheFileIsWrong() throws IOException {
    Files.writeString(folder.resolve("tenants.yml"), "tenants: {a: {base_url: 7}}");
    assertThatThrownBy(() -> watch(Duration.ZERO)).isInstanceOf(SettingsException.class);
  }

  @Test
  void shouldHandOutTheSameDirectoryAsLongAsNothingChanges() throws IOException {
    // given
    write("old");
    try (TenantsWatch tenants = watch(Duration.ZERO)) {
      TenantDirectory before = tenants.get();
      write("'old'");

      // when
      tenants.look();
      tenants.look();

      // then
      assertThat(tenants.get()).isSameAs(before);
    }
  }

  @Test
  void shouldKeepTheOldOnesWhenTheApplicationCanNotWorkWithTheNewOnes() throws IOException {
    // given
    write("old");
    try (TenantsWatch tenants =
        new TenantsWatch(this::load, TenantsWatchTest::refuseNew, Duration.ZERO)) {
      write("new");

      // when
      tenants.look();
      tenants.look();

      // then
      assertThat(has(tenants, "old")).isTrue();
    }
  }

  private static void refuseNew(TenantDirectory directory) {
    if (directory.find("a").orElseThrow().webhookSecrets().contains(new Secret("new"))) {
      throw new IllegalArgumentException("not this one");
    }
  }

  @Test
  void shouldGoOnReadingAfterAFaultThatNobodyForesaw() throws IOException {
    // given
    write("old");
    AtomicInteger reads = new AtomicInteger();
    Supplier<TenantDirectory> faulty =
        () -> {
          if (reads.incrementAndGet() == 2) {
            throw new IllegalStateException("once");
          }
          return load();
        };
    try (TenantsWatch tenants = new TenantsWatch(faulty, directory -> {}, Duration.ofMillis(10))) {
      // when
      write("new");

      // then
      await().until(() -> has(tenants, "new"));
      assertThat(reads).hasValueGreaterThan(2);
    }
  }
}
