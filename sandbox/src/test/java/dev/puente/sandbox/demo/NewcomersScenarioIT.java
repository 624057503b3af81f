package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.sandbox.demo.GatewayApi.Answer;
import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A tenant whose unknown contacts become clients. */
@ExtendWith(SharedPuente.class)
class NewcomersScenarioIT {
  private static final String TENANT = SharedPuente.MAKING;
  private static final Topics TOPICS = new Topics("");

  /** Long enough for a machine that is busy with something else. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private static JsonNode link(World world, long contact) {
    return world.get(TENANT, "/api/contacts/" + contact + "/link").body();
  }

  private static void awaitLink(World world, long contact, String clients) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonNode link = link(world, contact);
              assertThat(link.path("state").asString("")).isEqualTo("LINKED");
              assertThat(link.path("client_id").asString("")).matches(clients);
            });
  }

  private static void awaitShown(World world, long contact, String client) {
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                world
                    .far()
                    .contact(TENANT, contact)
                    .filter(c -> client.equals(c.customAttributes().get("client_id")))
                    .isPresent());
  }

  @Test
  void shouldMakeOneClientOfAnUnknownContactAndLetTheBusinessReplaceIt(
      World world, EmbeddedPuente puente) {
    // given
    long contact = world.far().writesOnWhatsapp(TENANT, "5491149000001", "Nora", "Hola");
    awaitLink(world, contact, "chatwoot-contact-" + contact + "-[0-9a-f]{8}");
    String made = link(world, contact).path("client_id").asString("");
    awaitShown(world, contact, made);
    await()
        .atMost(PATIENCE)
        .until(() -> world.get(TENANT, "/api/clients/" + made).body().path("contacts").size() == 1);
    Answer view = world.get(TENANT, "/api/clients/" + made);
    world.far().writesOnWhatsapp(TENANT, "5491149000001", "Nora", "Otra vez");

    // when
    ObjectNode real = JsonNodeFactory.instance.objectNode().put("first_name", "Nora");
    real.putArray("phones").add("11 15-4900-0001");
    world.put(TENANT, "real-1", real);
    awaitLink(world, contact, "real-1");
    awaitShown(world, contact, "real-1");

    // then
    assertThat(view.status()).isEqualTo(200);
    assertThat(view.body().path("first_name").asString("")).isEqualTo("Nora");
    assertThat(view.body().path("origin").asString("")).isEqualTo("CHATWOOT");
    assertThat(view.body().path("contacts").path(0).path("contact_id").asLong(0))
        .isEqualTo(contact);
    assertThat(link(world, contact).path("yielding").path(0).asString("")).isEqualTo(made);
    assertThat(
            world
                .gateway()
                .getIn("es", "/api/contacts/" + contact + "/link", world.key(TENANT))
                .body()
                .path("explanation")
                .asString(""))
        .contains("pertenece a un único cliente activo, real-1")
        .contains("le cede el lugar");
    List<Object> clients =
        new TopicReader(puente)
            .all(TOPICS.clients()).stream()
                .filter(r -> r.key().startsWith(TENANT + ":") && r.value() != null)
                .filter(r -> ((Client) r.value()).getOrigin() == ClientOrigin.CHATWOOT)
                .<Object>map(r -> r.key())
                .toList();
    assertThat(clients).containsExactly(TENANT + ":" + made);
  }
}
