package dev.puente.ingest.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.SettingsException;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadingTenantsTest {
  @TempDir Path folder;

  private TenantDirectory load() {
    return new TenantSettingsLoader(Map.of()).load(folder.resolve("tenants.yml"));
  }

  private void write(String secret) throws IOException {
    Files.writeString(
        folder.resolve("tenants.yml"),
        "tenants: {a: {base_url: 'http://x', account_id: 1, webhook_secrets: [" + secret + "]}}");
  }

  private static boolean has(ReloadingTenants tenants, String secret) {
    return tenants.current().find("a").orElseThrow().webhookSecrets().contains(new Secret(secret));
  }

  @Test
  void shouldTakeNewSecretsWithoutARestart() throws IOException {
    // given
    write("old");
    try (ReloadingTenants tenants = new ReloadingTenants(this::load, Duration.ofMillis(10))) {
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
    try (ReloadingTenants tenants = new ReloadingTenants(this::load, Duration.ZERO)) {
      Files.writeString(file, "two");

      // when
      tenants.reload();

      // then
      assertThat(has(tenants, "two")).isTrue();
    }
  }

  @Test
  void shouldKeepTheOldOnesWhenTheFileIsWrong() throws IOException {
    // given
    write("old");
    try (ReloadingTenants tenants = new ReloadingTenants(this::load, Duration.ZERO)) {
      TenantDirectory before = tenants.current();
      Files.writeString(folder.resolve("tenants.yml"), "tenants: {a: {base_url: 7}}");

      // when
      tenants.reload();

      // then
      assertThat(tenants.current()).isSameAs(before);
    }
  }

  @Test
  void shouldStopTheStartWhenTheFileIsWrong() throws IOException {
    Files.writeString(folder.resolve("tenants.yml"), "tenants: {a: {base_url: 7}}");
    assertThatThrownBy(() -> new ReloadingTenants(this::load, Duration.ZERO))
        .isInstanceOf(SettingsException.class);
  }
}
