package dev.puente.sandbox.compose;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Holds docker-compose.yml to the Compose Specification. The schema is the copy that Docker Compose
 * 1.29.2 ships (Apache-2.0).
 */
class ComposeFileTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private static JsonNode compose() throws IOException {
    Object loaded =
        new Yaml(new SafeConstructor(new LoaderOptions()))
            .load(Files.readString(ROOT.resolve("docker-compose.yml")));
    return JsonMapper.shared().valueToTree(loaded);
  }

  private static Schema specification() throws IOException {
    JsonNode schema =
        JsonMapper.shared()
            .readTree(ComposeFileTest.class.getResourceAsStream("/compose/compose_spec.json"));
    // Ids are written "id" there, the form of an older draft; references do not need them.
    withoutIds(schema);
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(schema);
  }

  private static void withoutIds(JsonNode node) {
    if (node instanceof ObjectNode object && object.path("id").isString()) {
      object.remove("id");
    }
    node.forEach(ComposeFileTest::withoutIds);
  }

  @Test
  void shouldFollowTheComposeSpecification() throws IOException {
    // given
    JsonNode compose = compose();

    // when / then
    assertThat(specification().validate(compose)).isEmpty();
  }

  @Test
  void shouldBeRefusedWhenItIsWrong() throws IOException {
    // given
    JsonNode wrong =
        JsonMapper.shared().readTree("{\"services\":{\"kafka\":{\"imagine\":\"x\",\"ports\":7}}}");

    // when / then
    assertThat(specification().validate(wrong)).isNotEmpty();
  }

  @Test
  void shouldReferOnlyToWhatIsThere() throws IOException {
    // given
    JsonNode compose = compose();
    JsonNode services = compose.get("services");
    String dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
    TreeSet<String> missing = new TreeSet<>();

    // when
    services.forEachEntry(
        (name, service) -> {
          service
              .path("depends_on")
              .propertyNames()
              .forEach(
                  other -> {
                    if (!services.has(other)) {
                      missing.add(name + " depends on " + other);
                    }
                  });
          String target = service.path("build").path("target").asString("");
          if (!target.isEmpty() && !dockerfile.contains(" AS " + target + "\n")) {
            missing.add(name + " builds " + target);
          }
          service
              .path("volumes")
              .forEach(
                  volume -> {
                    String source = volume.asString().split(":", 2)[0];
                    if (!compose.path("volumes").has(source)) {
                      missing.add(name + " mounts " + source);
                    }
                  });
        });

    // then
    assertThat(missing).isEmpty();
  }

  @Test
  void shouldStartTheThreeApplicationsWithHealthChecks() throws IOException {
    // given
    JsonNode services = compose().get("services");

    // when / then
    for (String name : List.of("ingest-gateway", "matcher-streams", "notifier-worker")) {
      assertThat(services.get(name).path("healthcheck").path("test").isArray()).as(name).isTrue();
      assertThat(services.get(name).has("profiles")).as(name).isFalse();
    }
    assertThat(
            services.get("chatwoot").path("environment").path("SAFE_FETCH_ALLOW_PRIVATE_NETWORK"))
        .isEqualTo(JsonMapper.shared().valueToTree("true"));
    assertThat(Map.of("chatwoot", "chatwoot-sidekiq").values())
        .allMatch(name -> services.path(name).path("profiles").toString().contains("chatwoot"));
  }
}
