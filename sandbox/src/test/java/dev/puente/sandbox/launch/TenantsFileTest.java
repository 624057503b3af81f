package dev.puente.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.JsonNodeFactory;

class TenantsFileTest {
  @TempDir Path folder;

  private static TenantsFile withTenants(String... ids) {
    TenantsFile file = new TenantsFile();
    for (String id : ids) {
      file.add(id, JsonNodeFactory.instance.objectNode().put("account_id", 1));
    }
    return file;
  }

  @Test
  void shouldKeepTheKeyOfTheLastStart() throws Exception {
    // given
    Path file = folder.resolve("tenants.yml");
    TenantsFile first = withTenants("default", "salon");
    first.completeKeys(Optional.empty(), file);
    first.write(file);

    // when
    TenantsFile second = withTenants("default", "salon", "new");
    second.completeKeys(Optional.empty(), file);

    // then
    assertThat(second.key("default")).startsWith("pk_").isEqualTo(first.key("default"));
    assertThat(second.key("salon"))
        .isEqualTo(first.key("salon"))
        .isNotEqualTo(first.key("default"));
    assertThat(second.key("new")).startsWith("pk_");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void shouldTakeTheKeyOfTheEnvironmentForTheDefaultTenantOnly() throws Exception {
    // given
    TenantsFile file = withTenants("default", "salon");

    // when
    file.completeKeys(Optional.of("key-from-outside"), folder.resolve("absent.yml"));

    // then
    assertThat(file.key("default")).isEqualTo("key-from-outside");
    assertThat(file.key("salon")).startsWith("pk_");
  }

  @Test
  void shouldRefuseAFileWithoutTenants() throws Exception {
    // given
    Path file = Files.writeString(folder.resolve("mine.yml"), "tenants: {}\n");

    // when, then
    assertThatThrownBy(() -> new TenantsFile().addAll(file))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("mine.yml");
  }
}
