package dev.puente.sandbox.launch;

import dev.puente.schemas.tenant.TenantSettingsLoader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The tenants that the embedded applications read: the user's own, each with an API key made for it
 * when it has none.
 */
final class TenantsFile {
  /** Where all tenants come from, each time anew. */
  @FunctionalInterface
  interface Source {
    /**
     * Reads them.
     *
     * @throws IllegalArgumentException when they are wrong
     */
    TenantsFile read() throws IOException;
  }

  private static final SecureRandom RANDOM = new SecureRandom();

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  TenantsFile() {
    root.putObject("tenants");
  }

  /** A random secret, 128 bits as hex behind a word that tells what it is. */
  static String secret(String kind) {
    byte[] bytes = new byte[16];
    RANDOM.nextBytes(bytes);
    return kind + "_" + HexFormat.of().formatHex(bytes);
  }

  /**
   * Takes over the tenants of a file.
   *
   * @throws IllegalArgumentException when it has none
   */
  TenantsFile addAll(Path file) throws IOException {
    JsonNode read;
    try {
      read = new YAMLMapper().readTree(Files.readString(file)).path("tenants");
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the tenants file " + file + " is not YAML");
    }
    if (!read.isObject() || read.isEmpty()) {
      throw new IllegalArgumentException(
          "the tenants file " + file + " must have a map named tenants with at least one tenant");
    }
    read.propertyNames().forEach(id -> tenants().set(id, read.get(id)));
    return this;
  }

  TenantsFile add(String id, ObjectNode settings) {
    tenants().set(id, settings);
    return this;
  }

  boolean isEmpty() {
    return tenants().isEmpty();
  }

  /**
   * Gives every tenant without API keys one: the given key for {@code default}, else the one that
   * it had in the file of the last start, else a new one.
   */
  void completeKeys(Optional<String> ofDefault, Path lastFile) throws IOException {
    TenantsFile last = new TenantsFile();
    if (Files.exists(lastFile)) {
      last.addAll(lastFile);
    }
    for (String id : tenants().propertyNames()) {
      if (tenants().get(id) instanceof ObjectNode tenant && !tenant.hasNonNull("api_keys")) {
        String key =
            ofDefault
                .filter(k -> !k.isBlank() && id.equals(TenantSettingsLoader.DEFAULT_TENANT))
                .or(() -> Optional.ofNullable(last.key(id)))
                .orElseGet(() -> secret("pk"));
        tenant.putArray("api_keys").addObject().put("key", key);
      }
    }
  }

  /** The first key of a tenant in plain text; null when it is kept as a hash or elsewhere. */
  @Nullable String key(String tenant) {
    JsonNode keys = tenants().path(tenant).path("api_keys");
    if (keys instanceof ArrayNode array && !array.isEmpty()) {
      JsonNode first = array.get(0);
      String key = first.isString() ? first.asString() : first.path("key").asString("");
      if (key.startsWith("env:")) {
        return System.getenv(key.substring(4));
      }
      return key.isEmpty() || key.startsWith("sha256:") || key.startsWith("file:") ? null : key;
    }
    return null;
  }

  ObjectNode tenants() {
    return (ObjectNode) root.get("tenants");
  }

  Path write(Path file) throws IOException {
    return writePrivate(file, new YAMLMapper().writeValueAsString(root));
  }

  /** Writes a file that only its owner can read, in one step. */
  static Path writePrivate(Path file, String text) throws IOException {
    Path part = file.resolveSibling(file.getFileName() + ".part");
    Files.deleteIfExists(part);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(
          part, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    }
    Files.writeString(part, text, StandardCharsets.UTF_8);
    return Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
  }
}
