package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.cli.PuenteCli;
import dev.puente.sandbox.demo.FarSide.Contact;
import dev.puente.sandbox.launch.EmbeddedPuente;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** The first fill: contacts for all clients that have none. */
@ExtendWith(SharedPuente.class)
class ClientsSyncScenarioIT {
  private static final String TENANT = SharedPuente.WHOLE;
  private static final int CREATED = 20;

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
            List.of("clients", "sync", "--tenant", TENANT, "--patience", "60"));
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
    long known = world.far().writesOnWhatsapp(TENANT, "5491148009001", "Kim", "Hola");
    world
        .gateway()
        .send(
            "POST",
            "/api/clients/import",
            world.key(TENANT),
            "application/x-ndjson",
            lines.toString());
    world.awaitLinked(TENANT, known, "known");
    Steps.await(
        "the last client",
        () ->
            Optional.of(world.get(TENANT, "/api/clients/silent"))
                .filter(a -> a.status() == 200 && sync(puente, "--dry-run").out().contains("20")));

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
    Steps.await(
        "the attributes of all",
        () ->
            Optional.of(world.far().contacts(TENANT))
                .filter(
                    all ->
                        all.stream().allMatch(c -> c.customAttributes().containsKey("client_id"))));
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
