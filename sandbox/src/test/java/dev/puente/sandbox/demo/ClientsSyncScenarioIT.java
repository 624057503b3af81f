package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.cli.PuenteCli;
import dev.puente.sandbox.demo.FarSide.Contact;
import dev.puente.sandbox.launch.EmbeddedPuente;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** The first fill: contacts for all clients that have none. */
@ExtendWith(SharedPuente.class)
class ClientsSyncScenarioIT {
  private static final String TENANT = SharedPuente.WHOLE;
  private static final int CREATED = 20;

  /** Long enough for a machine that is busy with something else. */
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private record Run(int exit, String out, String err) {}

  private static Run sync(EmbeddedPuente puente, String... more) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine command =
        PuenteCli.commandLine()
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    List<String> arguments =
        new java.util.ArrayList<>(
            List.of("clients", "sync", "--tenant", TENANT, "--patience", "120"));
    arguments.addAll(
        List.of(
            "--bootstrap-server",
            puente.bootstrapServers(),
            "--registry-url",
            puente.registryUrl()));
    arguments.addAll(List.of(more));
    int exit = command.execute(arguments.toArray(String[]::new));
    return new Run(exit, out.toString(), err.toString());
  }

  @Test
  void shouldGiveEveryClientOneLinkedContactHoweverOftenItRuns(World world, EmbeddedPuente puente) {
    // given
    StringBuilder lines = new StringBuilder();
    for (int n = 0; n < CREATED; n++) {
      lines.append(
          "{\"id\":\"new-%d\",\"first_name\":\"N\",\"phones\":[\"11 15-4800-%04d\"]}\n"
              .formatted(n, n));
    }
    lines.append("{\"id\":\"known\",\"phones\":[\"11 15-4800-9001\"]}\n");
    lines.append("{\"id\":\"off\",\"active\":false,\"phones\":[\"11 15-4800-9002\"]}\n");
    lines.append("{\"id\":\"twin-1\",\"phones\":[\"11 15-4800-9003\"]}\n");
    lines.append("{\"id\":\"twin-2\",\"phones\":[\"11 4800-9003\"]}\n");
    lines.append("{\"id\":\"silent\",\"phones\":[]}\n");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                world
                    .gateway()
                    .send(
                        "POST",
                        "/api/clients/import",
                        world.key(TENANT),
                        "application/x-ndjson",
                        lines.toString())
                    .text()
                    .contains("\"rejected\":0"));
    world.far().writesOnWhatsapp(TENANT, "5491148009001", "Kim", "Hola");
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(sync(puente, "--dry-run").out())
                    .containsPattern("without a contact +20\\R")
                    .containsPattern("have a linked contact +1\\R")
                    .containsPattern("phone of several clients +2\\R"));

    // when
    Run first = sync(puente);
    Run second = sync(puente);

    // then
    assertThat(first.exit()).as(first.out() + first.err()).isZero();
    assertThat(first.out())
        .containsPattern("without a contact +20\\R")
        .containsPattern("have a linked contact +1\\R")
        .containsPattern("inactive +1\\R")
        .containsPattern("no phone with a key +1\\R")
        .containsPattern("phone of several clients +2\\R")
        .containsPattern("linked now +20\\R");
    assertThat(second.exit()).isZero();
    assertThat(second.out()).containsPattern("have a linked contact +21\\R");
    List<Contact> contacts = world.far().contacts(TENANT);
    assertThat(contacts)
        .hasSize(CREATED + 1)
        .extracting(Contact::phoneNumber)
        .doesNotHaveDuplicates()
        .contains("+5491148000007");
    await()
        .atMost(PATIENCE)
        .until(
            () ->
                world.far().contacts(TENANT).stream()
                    .allMatch(contact -> contact.customAttributes().containsKey("client_id")));
  }

  @Test
  void shouldFailWhenTheTenantHasNoClients(EmbeddedPuente puente) {
    // when
    StringWriter err = new StringWriter();
    int exit =
        PuenteCli.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute(
                "clients",
                "sync",
                "--tenant",
                "nobody",
                "--bootstrap-server",
                puente.bootstrapServers(),
                "--registry-url",
                puente.registryUrl());

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString()).contains("no client of nobody");
  }
}
