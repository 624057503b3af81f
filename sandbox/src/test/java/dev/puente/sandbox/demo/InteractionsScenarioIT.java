package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Interaction;
import dev.puente.sandbox.demo.GatewayApi.Answer;
import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.schemas.topic.Topics;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What a client and the business said, through webhooks, the topic and the HTTP API. */
@ExtendWith(SharedPuente.class)
class InteractionsScenarioIT {
  private static final String PATH = "/api/clients/%s/interactions";

  private static ObjectNode client(String phone) {
    ObjectNode client = JsonNodeFactory.instance.objectNode().put("first_name", "Ida");
    client.withArray("phones").add(phone);
    return client;
  }

  private static JsonNode await(World world, String client, Predicate<JsonNode> wanted) {
    return Steps.await(
        "interactions of " + client,
        () ->
            Optional.of(world.get(Demo.AR, PATH.formatted(client)))
                .filter(answer -> answer.status() == 200)
                .map(Answer::body)
                .filter(page -> wanted.test(page.path("interactions"))));
  }

  @Test
  void shouldShowWhatWasSaidBeforeAndAfterTheLink(World world, EmbeddedPuente puente) {
    // given
    long contact = world.far().writesOnWhatsapp(Demo.AR, "5491147000001", "Ida", "Hola");
    world.far().writesOnWhatsapp(Demo.AR, "5491147000001", "Ida", "¿Hay turno?");
    world.awaitState(Demo.AR, contact, "UNMATCHED");

    // when
    world.put(Demo.AR, "it-int", client("11 15-4700-0001"));
    await(world, "it-int", rows -> rows.size() == 2);
    world.notify(Demo.AR, World.notification("it-int-1", "it-int", "Su turno es mañana"));
    world.awaitMessage(Demo.AR, contact, "Su turno es mañana");
    await(world, "it-int", rows -> rows.size() == 3);
    world.far().writesOnWhatsapp(Demo.AR, "5491147000001", "Ida", "Gracias");
    JsonNode page = await(world, "it-int", rows -> rows.size() == 4);

    // then
    assertThat(page.path("as_of").asString()).isNotEmpty();
    assertThat(page.path("interactions").findValuesAsString("direction"))
        .containsExactly("INBOUND", "OUTBOUND", "INBOUND", "INBOUND");
    assertThat(page.path("interactions").findValuesAsString("length"))
        .containsExactly("7", "18", "11", "4");
    assertThat(page.path("interactions").path(1).path("from_puente").asBoolean()).isTrue();
    assertThat(page.path("interactions").path(1).path("notification_id").asString())
        .isEqualTo("it-int-1");
    assertThat(page.toString()).doesNotContain("Gracias");
    assertThat(new TopicReader(puente).all(new Topics("").interactions()))
        .filteredOn(record -> record.key().equals(Demo.AR + ":it-int"))
        .extracting(record -> ((Interaction) record.value()).getMessageId())
        .hasSize(4)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldPageThroughThemAndForgetAnErasedClient(World world) {
    // given
    world.put(Demo.AR, "it-page", client("11 15-4700-0002"));
    List.of("uno", "dos", "tres")
        .forEach(text -> world.far().writesOnWhatsapp(Demo.AR, "5491147000002", "Pia", text));
    JsonNode all = await(world, "it-page", rows -> rows.size() == 3).path("interactions");

    // when
    JsonNode first = world.get(Demo.AR, PATH.formatted("it-page") + "?limit=2").body();
    String cursor = first.path("next_before").asString();
    JsonNode second =
        world.get(Demo.AR, PATH.formatted("it-page") + "?limit=2&before=" + cursor).body();
    world.send("DELETE", "/api/clients/it-page", Demo.AR, null);

    // then
    assertThat(first.path("interactions").path(0)).isEqualTo(all.path(0));
    assertThat(second.path("interactions").path(0)).isEqualTo(all.path(2));
    assertThat(second.has("next_before")).isFalse();
    Steps.await(
        "the erasure",
        () ->
            Optional.of(world.get(Demo.AR, PATH.formatted("it-page")))
                .filter(answer -> answer.status() == 404));
    assertThat(world.get(Demo.AR, PATH.formatted("it-nobody")).status()).isEqualTo(404);
  }
}
