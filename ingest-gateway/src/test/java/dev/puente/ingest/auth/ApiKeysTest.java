package dev.puente.ingest.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.ingest.RunningGateway;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiKeysTest {
  private final TenantDirectory directory =
      new TenantSettingsLoader(Map.of()).load(RunningGateway.resource("tenants-test.yml"));
  private final ApiKeys keys = new ApiKeys(() -> directory);

  @Test
  void shouldFindTenantAndScopesOfAKey() {
    // when
    Caller caller = keys.caller("Bearer ar-notify").orElseThrow();

    // then
    assertThat(caller.tenant().id()).isEqualTo("clinic-ar");
    assertThat(caller.mayAny(Scope.NOTIFY)).isTrue();
    assertThat(caller.mayAny(Scope.CLIENTS, Scope.LINKS, Scope.READ)).isFalse();
    assertThat(caller.keyName()).matches("key-[0-9a-f]{8}");
  }

  @Test
  void shouldTakeKeysThatAreKeptAsHash() {
    assertThat(keys.caller("bearer ar-hashed").orElseThrow().scopes()).containsExactly("clients");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", "Bearer", "Bearer ", "Basic ar-all", "Bearer ar-al", "ar-all"})
  void shouldFindNobodyForOtherTexts(@Nullable String header) {
    assertThat(keys.caller(header)).isEmpty();
  }

  @Test
  void shouldNotTakeTheHashItselfAsKey() {
    // given
    String hash = directory.find("clinic-ar").orElseThrow().apiKeys().getLast().key().reveal();

    // then
    assertThat(hash).startsWith("sha256:");
    assertThat(keys.caller("Bearer " + hash)).isEmpty();
  }

  @Test
  void shouldFollowAnotherDirectory() {
    // given
    AtomicReference<TenantDirectory> current =
        new AtomicReference<>(new TenantDirectory(List.of()));
    ApiKeys following = new ApiKeys(current::get);

    // when
    current.set(directory);

    // then
    assertThat(following.caller("Bearer ar-all")).isPresent();
  }

  @Test
  void shouldRefuseAKeyThatTwoTenantsShare(@TempDir Path folder) throws IOException {
    // given
    String tenant = "{base_url: 'https://x.example', account_id: 1, api_keys: [same]}";
    Path file =
        Files.writeString(
            folder.resolve("t.yml"), "tenants:\n  a: " + tenant + "\n  b: " + tenant + "\n");
    TenantDirectory shared = new TenantSettingsLoader(Map.of()).load(file);

    // then
    assertThatThrownBy(() -> new ApiKeys(() -> shared))
        .hasMessageContaining("tenants.b.api_keys")
        .hasMessageNotContaining("same");
  }
}
