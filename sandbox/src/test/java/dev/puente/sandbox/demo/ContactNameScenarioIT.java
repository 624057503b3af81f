package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.sandbox.demo.FarSide.Contact;
import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.sandbox.launch.SimulatedTenants.Account;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The contact's own name: ours while it is empty or ours, and nobody's else. */
@ExtendWith(SharedPuente.class)
class ContactNameScenarioIT {
  private static final Duration LIMIT = Duration.ofSeconds(90);

  private static ObjectNode client(String name, String... phones) {
    ObjectNode client = JsonNodeFactory.instance.objectNode().put("name", name);
    var list = client.putArray("phones");
    for (String phone : phones) {
      list.add(phone);
    }
    return client;
  }

  private static void until(String what, Callable<Boolean> seen) {
    await(what).atMost(LIMIT).until(seen);
  }

  private static void rename(EmbeddedPuente puente, long contact, String name) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode().put("name", name);
    Account account = puente.accounts().account(Demo.AR);
    puente.simulator().driver().editContact(account.accountId(), contact, fields);
  }

  private static String name(EmbeddedPuente puente, long contact) {
    Account account = puente.accounts().account(Demo.AR);
    try (GatewayApi chatwoot =
        new GatewayApi(puente.simulator().baseUrl().toString().replaceAll("/$", ""))) {
      return chatwoot
          .getWithToken(
              "/api/v1/accounts/" + account.accountId() + "/contacts/" + contact,
              account.apiToken())
          .body()
          .path("payload")
          .path("name")
          .asString("");
    }
  }

  private static Map<String, Object> attributes(World world, long contact) {
    return world.far().contact(Demo.AR, contact).map(Contact::customAttributes).orElse(Map.of());
  }

  /** A contact whose name is empty, and that nobody owns yet. */
  private static long nameless(World world, EmbeddedPuente puente, String whatsappId) {
    long contact = world.far().writesOnWhatsapp(Demo.AR, whatsappId, "Perfil", "Hola");
    rename(puente, contact, "");
    return contact;
  }

  @Test
  void shouldNameAContactWithoutANameAndFollowTheClientUntilAnAgentWritesAnother(
      World world, EmbeddedPuente puente) {
    // given
    long contact = nameless(world, puente, "5491149500001");

    // when
    world.put(Demo.AR, "nm-1", client("Nadia Paz", "11 15-4950-0001"));
    until("the client's name", () -> name(puente, contact).equals("Nadia Paz"));
    world.put(Demo.AR, "nm-1", client("Nadia Paz de León", "11 15-4950-0001"));
    until("the new name", () -> name(puente, contact).equals("Nadia Paz de León"));
    rename(puente, contact, "Nadia (VIP)");
    world.put(Demo.AR, "nm-1", client("N. Paz", "11 15-4950-0001"));

    // then
    until(
        "the attributes follow",
        () -> "N. Paz".equals(attributes(world, contact).get("client_name")));
    assertThat(name(puente, contact)).isEqualTo("Nadia (VIP)");
  }

  @Test
  void shouldTakeItsNameAwayWithTheLinkAndLeaveTheOneOfAProfile(
      World world, EmbeddedPuente puente) {
    // given
    long ours = nameless(world, puente, "5491149500002");
    long profile = world.far().writesOnWhatsapp(Demo.AR, "5491149500003", "Perfil", "Hola");
    world.put(Demo.AR, "nm-2", client("Nélida", "11 15-4950-0002", "11 15-4950-0003"));
    until("the client's name", () -> name(puente, ours).equals("Nélida"));
    until("both are linked", () -> attributes(world, profile).containsKey("client_id"));
    String shown = name(puente, profile);

    // when
    world.put(Demo.AR, "nm-2", client("Nélida"));

    // then
    until("what was written is gone", () -> !attributes(world, ours).containsKey("client_id"));
    until("what was written is gone", () -> !attributes(world, profile).containsKey("client_id"));
    assertThat(name(puente, ours)).isEmpty();
    assertThat(shown).isEqualTo("Perfil");
    assertThat(name(puente, profile)).isEqualTo("Perfil");
  }
}
