package dev.puente.sandbox.demo;

import static dev.puente.sandbox.demo.Steps.await;
import static dev.puente.sandbox.demo.Steps.require;

import dev.puente.sandbox.demo.FarSide.Contact;
import dev.puente.sandbox.demo.FarSide.Message;
import dev.puente.sandbox.demo.GatewayApi.Answer;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The main job in the order in which a new tenant meets it. Each step talks to Puente as a business
 * system or a person would and ends when its effect was observed in Chatwoot.
 */
final class Demo {
  static final String AR = "clinica-ar";
  static final String MX = "salon-mx";
  static final int CLIENTS = 1_000;

  private static final String TEXT = "Tu cita es mañana a las 10:00 AM";

  private final World world;
  private final FarSide far;
  private final SampleClients ar = new SampleClients("AR");
  private final SampleClients mx = new SampleClients("MX");

  Demo(World world) {
    this.world = world;
    this.far = world.far();
  }

  void play(Steps steps) {
    steps.run("a. import 1,000 clients for each of two tenants", this::importClients);
    steps.run(
        "b. a known client writes: the number is stored differently, the contact is linked",
        this::linked);
    steps.run(
        "c. an unknown number stays alone, a number of two clients is AMBIGUOUS", this::notLinked);
    steps.run("d. a client who is registered after writing is linked then", this::linkedLater);
    steps.run(
        "e. notifications by HTTP and by Kafka appear once each, a repeated id sends nothing",
        this::notified);
    steps.run(
        "f. clients whom Chatwoot does not know: text (AR), template and failed text (MX)",
        this::newcomers);
    steps.run("g. a pre-registration becomes a contact", this::subscribed);
  }

  private String importClients() {
    importFor(AR, ar);
    importFor(MX, mx);
    for (String tenant : List.of(AR, MX)) {
      await(
          "the phone key of client-" + CLIENTS + " of " + tenant,
          () -> {
            Answer view = world.get(tenant, "/api/clients/client-" + CLIENTS);
            return Optional.of(view.body().path("phone_keys").path(0).path("key").asString(""))
                .filter(key -> view.status() == 200 && key.startsWith("+"));
          });
    }
    return CLIENTS
        + " accepted for "
        + AR
        + " and for "
        + MX
        + ", the last one of each is known with its phone key";
  }

  private void importFor(String tenant, SampleClients clients) {
    Answer answer =
        world
            .gateway()
            .send(
                "POST",
                "/api/clients/import",
                world.key(tenant),
                "application/x-ndjson",
                clients.ndjson(CLIENTS));
    String[] lines = answer.text().strip().split("\n");
    String last = lines[lines.length - 1];
    require(
        answer.status() == 200 && last.contains("\"accepted\":" + CLIENTS),
        "the import for " + tenant + " answered " + answer.status() + " " + last);
  }

  private String linked() {
    long contact = far.writesOnWhatsapp(AR, ar.whatsappId(17), "Hugo", "Hola, ¿tengo turno?");
    Contact seen = world.awaitLinked(AR, contact, "client-17");
    ObjectNode client = ar.client(17);
    for (String name :
        List.of("total_appointments", "last_appointment", "last_service", "email", "birthday")) {
      require(
          client.get(name).asString().equals(String.valueOf(seen.customAttributes().get(name))),
          "the contact's " + name + " is " + seen.customAttributes().get(name));
    }
    require(AR.equals(seen.customAttributes().get("tenant_id")), "tenant_id is missing");
    require(
        Boolean.TRUE.equals(seen.customAttributes().get("is_registered")),
        "is_registered is missing");
    return "`"
        + ar.typed(17)
        + "` and WhatsApp id "
        + ar.whatsappId(17)
        + " are one phone: contact "
        + contact
        + " has client_id=client-17 and "
        + (seen.customAttributes().size() - 1)
        + " more attributes";
  }

  private String notLinked() {
    world.put(AR, "client-mother", shared("11 15-6000-1122"));
    world.put(AR, "client-child", shared("11 6000 1122"));
    long stranger = far.writesOnWhatsapp(AR, "5491160003344", "Desconocido", "Hola");
    long both = far.writesOnWhatsapp(AR, "5491160001122", "Familia", "Hola");
    world.awaitState(AR, stranger, "UNMATCHED");
    world.awaitState(AR, both, "AMBIGUOUS");
    // What must not appear is shown by what comes later and does appear.
    long later = far.writesOnWhatsapp(AR, ar.whatsappId(20), "Ana", "Buen día");
    world.awaitLinked(AR, later, "client-20");
    for (long contact : List.of(stranger, both)) {
      require(
          far.contact(AR, contact).orElseThrow().customAttributes().isEmpty(),
          "contact " + contact + " got attributes");
    }
    return "contact "
        + stranger
        + " is UNMATCHED, contact "
        + both
        + " is AMBIGUOUS, both without attributes after contact "
        + later
        + " got its own";
  }

  private static ObjectNode shared(String phone) {
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client.put("first_name", "Familia").put("last_name", "Ruiz").putArray("phones").add(phone);
    return client;
  }

  private String linkedLater() {
    long contact = far.writesOnWhatsapp(AR, "5491160005566", "Nuevo", "Quiero registrarme");
    world.awaitState(AR, contact, "UNMATCHED");
    world.put(AR, "client-nuevo", shared("011 15 6000-5566"));
    world.awaitLinked(AR, contact, "client-nuevo");
    return "contact "
        + contact
        + " was UNMATCHED and is linked to client-nuevo since its registration";
  }

  private String notified() {
    long contact = world.contactOf(AR, "client-17");
    ObjectNode request = World.notification("demo-e-1", "client-17", TEXT);
    Answer first = world.notify(AR, request);
    require(
        first.status() == 202, "the request was answered " + first.status() + " " + first.text());
    world.awaitMessage(AR, contact, TEXT);
    Answer again = world.notify(AR, request);
    require(again.status() == 202, "the repetition was answered " + again.status());
    world.kafka().send(AR, "demo-e-1", "client-17", TEXT);
    world.kafka().send(AR, "demo-e-2", "client-17", "Recordatorio: traé tu DNI");
    world.kafka().send(AR, "demo-e-2", "client-17", "Recordatorio: traé tu DNI");
    world.awaitMessage(AR, contact, "Recordatorio: traé tu DNI");
    world.notify(AR, World.notification("demo-e-3", "client-17", "¡Gracias!"));
    world.awaitMessage(AR, contact, "¡Gracias!");
    List<String> contents = far.sentTo(AR, contact).stream().map(Message::content).toList();
    require(
        contents.equals(List.of(TEXT, "Recordatorio: traé tu DNI", "¡Gracias!")),
        "contact " + contact + " got " + contents.size() + " messages");
    world.awaitOutcome(
        AR, "demo-e-1", s -> s.equals("SENT") || s.equals("DELIVERED") || s.equals("READ"));
    return "contact "
        + contact
        + " got exactly three messages for six requests with three ids, in order";
  }

  private String newcomers() {
    world.notify(AR, World.notification("demo-f-1", "client-18", TEXT));
    Message text = awaitNewcomer(AR, ar.whatsappId(18), far.inbox(AR, "Channel::Api"));
    require(text.content().equals(TEXT) && text.template() == null, "the text differs");

    ObjectNode withTemplate = World.notification("demo-f-2", "client-18", TEXT);
    ObjectNode template = withTemplate.putObject("template");
    template
        .put("name", "appointment_reminder")
        .put("language", "es_MX")
        .put("category", "UTILITY");
    template.putObject("params").put("1", "mañana a las 10:00 AM");
    world.notify(MX, withTemplate);
    Message sent = awaitNewcomer(MX, mx.whatsappId(18), far.inbox(MX, "Channel::Whatsapp"));
    require("appointment_reminder".equals(sent.template()), "the message has no template");
    String state =
        world.awaitOutcome(MX, "demo-f-2", s -> s.equals("DELIVERED") || s.equals("READ"));

    world.notify(MX, World.notification("demo-f-3", "client-19", TEXT));
    world.awaitOutcome(MX, "demo-f-3", "FAILED"::equals);
    return "AR: contact "
        + text.contactId()
        + " and conversation "
        + text.conversationId()
        + " with the text; MX: template "
        + state
        + " to contact "
        + sent.contactId()
        + ", plain text FAILED because the window is shut";
  }

  private Message awaitNewcomer(String tenant, String whatsappId, long inbox) {
    return await(
        "the message to " + tenant + "'s new contact",
        () ->
            far.contacts(tenant).stream()
                .filter(c -> c.phoneNumber() != null)
                .filter(c -> sameSubscriber(Objects.requireNonNull(c.phoneNumber()), whatsappId))
                .flatMap(c -> far.sentTo(tenant, c.id()).stream())
                .filter(m -> m.inboxId() == inbox)
                .findFirst());
  }

  private static boolean sameSubscriber(String phoneNumber, String whatsappId) {
    return phoneNumber.endsWith(whatsappId.substring(whatsappId.length() - 10));
  }

  private String subscribed() {
    ObjectNode form = JsonNodeFactory.instance.objectNode();
    form.putObject("lead")
        .put("name", "Lucía Paz")
        .put("email", "lucia.paz@example.com")
        .put("whatsapp", "+54 9 11 6000-7788")
        .put("province", "Córdoba")
        .put("type", "persona")
        .put("amount_range", "100-500");
    form.put("level_id", "fundador");
    form.putObject("consent")
        .put("accepted", true)
        .put("version", "v1")
        .put("accepted_at", "2026-11-01T12:00:00Z");
    form.putObject("utm").put("utm_source", "instagram").put("utm_campaign", "lanzamiento");
    Answer created =
        world
            .gateway()
            .send(
                "POST",
                "/api/subscriptions?tenant=" + AR,
                null,
                "application/json",
                form.toString());
    require(
        created.status() == 201,
        "the form was answered " + created.status() + " " + created.text());
    String id = created.body().path("subscription_id").asString("");
    require(
        created.body().path("chatwoot_identifier_hash").asString("").length() == 64,
        "there is no identifier hash");
    Contact contact =
        await(
            "the contact of " + id,
            () ->
                far.contacts(AR).stream()
                    .filter(c -> id.equals(c.customAttributes().get("subscription_id")))
                    .findFirst());
    for (Map.Entry<String, String> wanted :
        Map.of("level_id", "fundador", "utm_source", "instagram", "province", "Córdoba")
            .entrySet()) {
      require(
          wanted.getValue().equals(contact.customAttributes().get(wanted.getKey())),
          wanted.getKey() + " is " + contact.customAttributes().get(wanted.getKey()));
    }
    String source =
        await(
            "chatwoot_source_id of " + id,
            () ->
                Optional.of(
                        world
                            .get(AR, "/api/subscriptions/" + id)
                            .body()
                            .path("chatwoot_source_id")
                            .asString(""))
                    .filter(s -> !s.isEmpty()));
    return id
        + " is contact "
        + contact.id()
        + " with "
        + contact.customAttributes().size()
        + " attributes, source id "
        + source;
  }
}
