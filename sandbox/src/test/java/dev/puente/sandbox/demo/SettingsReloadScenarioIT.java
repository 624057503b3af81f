package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.sandbox.demo.FarSide.Contact;
import dev.puente.sandbox.demo.FarSide.Message;
import dev.puente.sandbox.demo.GatewayApi.Answer;
import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.sandbox.launch.SimulatedTenants.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The tenants file changes while gateway, matcher and worker run; nothing is restarted. */
@ExtendWith(SharedPuente.class)
class SettingsReloadScenarioIT {
  private static final String NEW = "clinic-new";
  private static final String KEY = "pk_of_the_new_tenant_0123456789";
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static final YAMLMapper YAML = new YAMLMapper();

  private static ObjectNode client(String name, String phone) {
    ObjectNode client = JsonNodeFactory.instance.objectNode().put("first_name", name);
    client.putArray("phones").add(phone);
    return client;
  }

  private static void until(String what, Callable<Boolean> seen) {
    await(what).atMost(LIMIT).until(seen);
  }

  /** As an operator does: a new file takes the place of the old one in one step. */
  private static void edit(Path file, Consumer<ObjectNode> change) throws IOException {
    ObjectNode root = (ObjectNode) YAML.readTree(Files.readString(file));
    change.accept((ObjectNode) root.get("tenants"));
    Path part = file.resolveSibling("tenants.edited");
    Files.writeString(part, YAML.writeValueAsString(root));
    Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  private static void blockInAr(ObjectNode tenants, String... phones) {
    var blocked = ((ObjectNode) tenants.get(Demo.AR)).putArray("blocked_phones");
    for (String phone : phones) {
      blocked.add(phone);
    }
  }

  private static void token(ObjectNode tenants, String token) {
    ((ObjectNode) tenants.get(NEW)).put("api_token", token);
  }

  private static String linkState(World world, String tenant, long contact) {
    return world
        .get(tenant, "/api/contacts/" + contact + "/link")
        .body()
        .path("state")
        .asString("");
  }

  private static boolean shows(World world, String tenant, long contact, String client) {
    return world
        .far()
        .contact(tenant, contact)
        .map(Contact::customAttributes)
        .filter(attributes -> client.equals(attributes.get("client_id")))
        .isPresent();
  }

  @Test
  void shouldTakeAwayWhatABlockedPhoneShowedAndNothingElse(World world, EmbeddedPuente puente)
      throws IOException {
    // given
    world.put(Demo.AR, "rl-1", client("Rita", "11 15-4900-0001"));
    world.put(Demo.AR, "rl-2", client("Rosa", "11 15-4900-0002"));
    long shop = world.far().writesOnWhatsapp(Demo.AR, "5491149000001", "Rita", "Hola");
    long other = world.far().writesOnWhatsapp(Demo.AR, "5491149000002", "Rosa", "Hola");
    until("both are linked", () -> shows(world, Demo.AR, shop, "rl-1"));
    until("both are linked", () -> shows(world, Demo.AR, other, "rl-2"));

    try {
      // when
      edit(puente.tenantsFile(), tenants -> blockInAr(tenants, "11 15-4900-0001"));

      // then
      until("the link is blocked", () -> linkState(world, Demo.AR, shop).equals("BLOCKED"));
      until("what was shown is gone", () -> !shows(world, Demo.AR, shop, "rl-1"));
      assertThat(linkState(world, Demo.AR, other)).isEqualTo("LINKED");
      assertThat(shows(world, Demo.AR, other, "rl-2")).isTrue();
    } finally {
      edit(puente.tenantsFile(), tenants -> blockInAr(tenants));
    }
    until("it is shown again", () -> shows(world, Demo.AR, shop, "rl-1"));
  }

  @Test
  void shouldServeANewTenantAndTryItAgainWhenItsTokenIsPutRight(World world, EmbeddedPuente puente)
      throws IOException {
    // given: an account and a tenant for it, with a token that Chatwoot does not know
    ObjectNode settings = puente.accounts().add(new Wish(NEW, "New", "AR", "UTC", "es-AR", false));
    String token = settings.get("api_token").asString();
    settings.put("api_token", "not-the-token");
    settings.putArray("api_keys").addObject().put("key", KEY);
    edit(puente.tenantsFile(), tenants -> tenants.set(NEW, settings));
    GatewayApi api = world.gateway();
    until(
        "the gateway knows the tenant",
        () ->
            api.send("PUT", "/api/clients/n-1", KEY, client("Nora", "11 15-4900-0003")).status()
                == 200);

    // when
    long contact = world.far().writesOnWhatsapp(NEW, "5491149000003", "Nora", "Hola");
    Answer accepted =
        api.send("POST", "/api/notifications", KEY, World.notification("rl-n", "n-1", "Hola Nora"));
    until(
        "Chatwoot refuses the tenant",
        () ->
            api.send("GET", "/api/notifications/rl-n", KEY, null)
                .text()
                .contains("tenant_blocked"));
    edit(puente.tenantsFile(), tenants -> token(tenants, token));

    // then
    assertThat(accepted.status()).isEqualTo(202);
    until("the contact shows its client", () -> shows(world, NEW, contact, "n-1"));
    until(
        "the notification is sent",
        () ->
            world.far().contacts(NEW).stream()
                    .flatMap(found -> world.far().sentTo(NEW, found.id()).stream())
                    .map(Message::content)
                    .filter("Hola Nora"::equals)
                    .count()
                == 1);
  }
}
