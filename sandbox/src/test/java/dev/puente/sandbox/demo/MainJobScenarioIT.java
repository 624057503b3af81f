package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkState;
import dev.puente.event.v1.NotificationOutcome;
import dev.puente.event.v1.NotificationState;
import dev.puente.event.v1.Subscription;
import dev.puente.sandbox.demo.FarSide.Contact;
import dev.puente.sandbox.demo.FarSide.Message;
import dev.puente.sandbox.demo.GatewayApi.Answer;
import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The main job, each part asserted from the simulator's journal and from the topics. */
@ExtendWith(SharedPuente.class)
class MainJobScenarioIT {
  private static final Topics TOPICS = new Topics("");
  private static final Set<String> GONE_OUT = Set.of("SENT", "DELIVERED", "READ");

  private static ObjectNode client(String name, String... phones) {
    ObjectNode client = JsonNodeFactory.instance.objectNode().put("first_name", name);
    List.of(phones).forEach(client.withArray("phones")::add);
    return client;
  }

  private static List<String> contents(World world, String tenant, long contact) {
    return world.far().sentTo(tenant, contact).stream().map(Message::content).toList();
  }

  @Test
  void shouldKeepGoodLinesAndReportBadOnesWhenClientsAreImported(World world) {
    // given
    String csv =
        """
        id,first_name,phones,attributes.plan
        csv-1,Ana,11 15-4100-0001|11 15-4100-0002,gold
        ,Nobody,11 15-4100-0003,none
        csv-3,Carla,11 15-4100-0004,silver
        """;

    // when
    Answer answer =
        world.gateway().send("POST", "/api/clients/import", world.key(Demo.AR), "text/csv", csv);

    // then
    assertThat(answer.status()).isEqualTo(200);
    String[] lines = answer.text().strip().split("\n");
    assertThat(lines[lines.length - 1]).contains("\"accepted\":2").contains("\"rejected\":1");
    Answer view =
        Steps.await(
            "client csv-1",
            () ->
                Optional.of(world.get(Demo.AR, "/api/clients/csv-1"))
                    .filter(a -> a.status() == 200 && a.body().path("phone_keys").size() == 2));
    assertThat(view.body().path("attributes").path("plan").asString("")).isEqualTo("gold");
    assertThat(view.body().path("phone_keys").path(0).path("key").asString(""))
        .isEqualTo("+541141000001");
  }

  @Test
  void shouldLinkAContactWhoseNumberIsWrittenDifferently(World world, EmbeddedPuente puente) {
    // given
    ObjectNode client = client("Berta", "11 15-4200-0001");
    client.put("email", "berta@example.com").put("birthday", "1980-02-03");
    client.put("total_appointments", 7).put("last_appointment", "2026-10-01");
    client.put("last_service", "Limpieza");
    client.putObject("attributes").put("vip", true);
    world.put(Demo.AR, "it-b", client);

    // when
    long contact = world.far().writesOnWhatsapp(Demo.AR, "5491142000001", "Berta", "Hola");

    // then
    Contact linked = world.awaitLinked(Demo.AR, contact, "it-b");
    assertThat(linked.customAttributes())
        .containsAllEntriesOf(
            Map.of(
                "client_id", "it-b",
                "tenant_id", Demo.AR,
                "is_registered", true,
                "total_appointments", 7L,
                "last_appointment", "2026-10-01",
                "last_service", "Limpieza",
                "email", "berta@example.com",
                "birthday", "1980-02-03",
                "vip", true));
    assertThat(new TopicReader(puente).all(TOPICS.contactLinks()))
        .filteredOn(r -> r.key().equals(Demo.AR + ":" + contact) && r.value() != null)
        .last()
        .extracting(r -> r.value().getState(), r -> r.value().getClientId())
        .containsExactly(LinkState.LINKED, "it-b");
  }

  @Test
  void shouldLinkNobodyWhenNobodyOrTwoOwnTheNumber(World world, EmbeddedPuente puente) {
    // given
    world.put(Demo.AR, "it-c-1", client("Uno", "11 15-4300-0001"));
    world.put(Demo.AR, "it-c-2", client("Dos", "11 4300 0001"));
    world.put(Demo.AR, "it-c-3", client("Tres", "11 15-4300-0003"));

    // Until both owners are known, the only one who is may look like the right one.
    long first = world.far().writesOnWhatsapp(Demo.AR, "5491143000001", "Uno o Dos", "Hola");
    world.awaitState(Demo.AR, first, "AMBIGUOUS");

    // when
    long shared = world.far().writesOnWhatsapp(Demo.AR, "541143000001", "Uno o Dos", "Hola");
    long stranger = world.far().writesOnWhatsapp(Demo.AR, "5491143000009", "Nadie", "Hola");
    world.awaitState(Demo.AR, shared, "AMBIGUOUS");
    world.awaitState(Demo.AR, stranger, "UNMATCHED");
    long later = world.far().writesOnWhatsapp(Demo.AR, "5491143000003", "Tres", "Hola");
    world.awaitLinked(Demo.AR, later, "it-c-3");

    // then
    assertThat(shared).isNotEqualTo(first);
    assertThat(world.far().contact(Demo.AR, shared).orElseThrow().customAttributes()).isEmpty();
    assertThat(world.far().contact(Demo.AR, stranger).orElseThrow().customAttributes()).isEmpty();
    assertThat(new TopicReader(puente).all(TOPICS.contactLinks()))
        .filteredOn(r -> r.key().equals(Demo.AR + ":" + shared))
        .extracting(r -> ((ContactLink) r.value()).getState())
        .doesNotContain(LinkState.LINKED);
    Answer told = world.get(Demo.AR, "/api/contacts/" + shared + "/link");
    assertThat(told.body().path("state").asString("")).isEqualTo("AMBIGUOUS");
    assertThat(told.body().hasNonNull("client_id")).isFalse();
    assertThat(told.text()).as("whoever sorts links out is told between whom").contains("it-c-1");
  }

  @Test
  void shouldLinkWhenTheClientIsRegisteredLater(World world) {
    // given
    long contact = world.far().writesOnWhatsapp(Demo.MX, "5215544000001", "Pepe", "Hola");
    world.awaitState(Demo.MX, contact, "UNMATCHED");

    // when
    world.put(Demo.MX, "it-d", client("Pepe", "55 4400 0001"));

    // then
    Contact linked = world.awaitLinked(Demo.MX, contact, "it-d");
    assertThat(linked.customAttributes()).containsEntry("tenant_id", Demo.MX);
  }

  @Test
  void shouldSendEachNotificationOnceHoweverOftenItIsAsked(World world, EmbeddedPuente puente) {
    // given
    world.put(Demo.AR, "it-e", client("Elsa", "11 15-4500-0001"));
    long contact = world.far().writesOnWhatsapp(Demo.AR, "5491145000001", "Elsa", "Hola");
    world.awaitLinked(Demo.AR, contact, "it-e");
    ObjectNode request = World.notification("it-e-1", "it-e", "Uno");

    // when
    Answer first = world.notify(Demo.AR, request);
    Answer second = world.notify(Demo.AR, request);
    Answer other = world.notify(Demo.AR, World.notification("it-e-1", "it-e", "Otro texto"));
    world.kafka().send(Demo.AR, "it-e-1", "it-e", "Uno");
    world.kafka().send(Demo.AR, "it-e-2", "it-e", "Dos");
    world.kafka().send(Demo.AR, "it-e-2", "it-e", "Dos");
    world.awaitMessage(Demo.AR, contact, "Dos");
    world.notify(Demo.AR, World.notification("it-e-3", "it-e", "Tres"));
    world.awaitMessage(Demo.AR, contact, "Tres");

    // then
    assertThat(first.status()).isEqualTo(202);
    assertThat(second.status()).isEqualTo(202);
    assertThat(second.body().path("notification_id"))
        .isEqualTo(first.body().path("notification_id"));
    assertThat(other.status()).isEqualTo(409);
    assertThat(contents(world, Demo.AR, contact)).containsExactly("Uno", "Dos", "Tres");
    world.awaitOutcome(Demo.AR, "it-e-3", GONE_OUT::contains);
    assertThat(new TopicReader(puente).all(TOPICS.notificationOutcomes()))
        .filteredOn(r -> r.key().equals(Demo.AR + ":it-e-2"))
        .extracting(r -> ((NotificationOutcome) r.value()).getState())
        .contains(NotificationState.SENT)
        .doesNotHaveDuplicates();
  }

  @Test
  void shouldCreateContactAndConversationForAClientWhomChatwootDoesNotKnow(World world) {
    // given
    world.put(Demo.AR, "it-f", client("Fede", "11 15-4600-0001"));

    // when
    world.notify(Demo.AR, World.notification("it-f-1", "it-f", "Hola {{contact.name}} & <b>"));
    world.notify(Demo.AR, World.notification("it-f-2", "it-f", "Segundo"));
    world.awaitOutcome(Demo.AR, "it-f-2", GONE_OUT::contains);

    // then
    List<Contact> contacts =
        world.far().contacts(Demo.AR).stream()
            .filter(c -> "+5491146000001".equals(c.phoneNumber()))
            .toList();
    assertThat(contacts).hasSize(1);
    List<Message> sent = world.far().sentTo(Demo.AR, contacts.getFirst().id());
    assertThat(sent)
        .extracting(Message::content)
        .containsExactly("Hola {{contact.name}} & <b>", "Segundo");
    assertThat(sent).allMatch(m -> m.inboxId() == world.far().inbox(Demo.AR, "Channel::Api"));
    assertThat(sent)
        .extracting(Message::conversationId)
        .containsOnly(sent.getFirst().conversationId());
  }

  @Test
  void shouldUseATemplateOnWhatsappAndFailPlainTextWhenTheWindowIsShut(World world) {
    // given
    world.put(Demo.MX, "it-f-mx", client("Flor", "55 4600 0002"));
    ObjectNode template = World.notification("it-f-4", "it-f-mx", "Tu cita es mañana");
    template.putObject("template").put("name", "appointment_reminder").put("language", "es_MX");

    // when
    world.notify(Demo.MX, template);
    String withTemplate =
        world.awaitOutcome(Demo.MX, "it-f-4", s -> s.equals("READ") || s.equals("FAILED"));
    world.notify(Demo.MX, World.notification("it-f-5", "it-f-mx", "Sin plantilla"));
    String plain =
        world.awaitOutcome(Demo.MX, "it-f-5", s -> s.equals("READ") || s.equals("FAILED"));

    // then
    assertThat(withTemplate).isEqualTo("READ");
    assertThat(plain).isEqualTo("FAILED");
    assertThat(world.get(Demo.MX, "/api/notifications/it-f-5").body().path("history").toString())
        .contains("SENT")
        .contains("FAILED");
  }

  @Test
  void shouldTurnAPreRegistrationIntoAContact(World world, EmbeddedPuente puente) {
    // given
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    form.putObject("lead")
        .put("name", "Gala <b>Paz</b>")
        .put("email", "gala@example.com")
        .put("province", "Salta");
    form.put("level_id", "fundador").put("redirect_url", "");
    form.putObject("consent")
        .put("accepted", true)
        .put("version", "v2")
        .put("accepted_at", "2026-11-01T12:00:00Z");
    form.putObject("utm").put("utm_source", "mail");

    // when
    Answer created =
        world
            .gateway()
            .send(
                "POST",
                "/api/subscriptions?tenant=" + Demo.AR,
                null,
                "application/json",
                form.toString());

    // then
    assertThat(created.status()).isEqualTo(201);
    String id = created.body().path("subscription_id").asString("");
    assertThat(id).matches("sub_\\d+_[0-9a-f]{8}");
    String source =
        Steps.await(
            "chatwoot_source_id",
            () ->
                Optional.of(
                        world
                            .get(Demo.AR, "/api/subscriptions/" + id)
                            .body()
                            .path("chatwoot_source_id")
                            .asString(""))
                    .filter(s -> !s.isEmpty()));
    Contact contact =
        world.far().contacts(Demo.AR).stream()
            .filter(c -> id.equals(c.customAttributes().get("subscription_id")))
            .findFirst()
            .orElseThrow();
    assertThat(contact.customAttributes())
        .containsEntry("level_id", "fundador")
        .containsEntry("utm_source", "mail")
        .containsEntry("province", "Salta")
        .containsEntry("consent_version", "v2")
        .doesNotContainKey("utm_term");
    assertThat(contact.identifier())
        .isEqualTo(created.body().path("chatwoot_identifier").asString(""));
    assertThat(
            Steps.await(
                "the committed record that the view showed",
                () ->
                    new TopicReader(puente)
                        .all(TOPICS.subscriptions()).stream()
                            .filter(r -> r.key().equals(Demo.AR + ":" + id))
                            .map(r -> ((Subscription) r.value()).getChatwootSourceId())
                            .filter(Objects::nonNull)
                            .findFirst()))
        .isEqualTo(source);
    String status = created.body().path("status_url").asString("");
    String path = status.substring(status.indexOf("/api/"));
    assertThat(world.gateway().send("GET", path, null, null).text())
        .contains(id)
        .doesNotContain("gala@example.com");
    assertThat(world.gateway().send("GET", "/api/subscriptions/" + id, null, null).status())
        .isEqualTo(401);
  }
}
