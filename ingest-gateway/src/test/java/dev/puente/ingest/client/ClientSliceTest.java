package dev.puente.ingest.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.testing.FakePublisher.Mode;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ClientSliceTest {
  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  @Test
  void shouldStoreWholeClient() {
    // when
    Answer answer =
        gateway.json(
            "ar-all",
            "PUT",
            "/api/clients/17",
            """
            {"first_name":"Ana","phones":["11 15-2345-6789","abc"],"birthday":"1990-02-03",
             "total_appointments":4,"last_appointment":"2026-01-02T10:00:00Z",
             "attributes":{"vip":true,"score":4.5,"visits":3,"note":"x"}}
            """);

    // then
    assertThat(answer.status()).isEqualTo(200);
    Client stored = gateway.publisher().onlyValue(Client.class);
    assertThat(stored.getClientId()).isEqualTo("17");
    assertThat(stored.getOrigin()).isEqualTo(ClientOrigin.API);
    assertThat(stored.getActive()).isTrue();
    assertThat(stored.getAttributes())
        .isEqualTo(Map.of("vip", true, "score", 4.5, "visits", 3L, "note", "x"));
    assertThat(gateway.publisher().published().getFirst().key().text()).isEqualTo("clinic-ar:17");
    assertThat(answer.body().path("phone_keys").path(0).path("key").asString())
        .isEqualTo("+541123456789");
    assertThat(answer.body().path("phone_keys").path(1).path("reason").asString()).isNotEmpty();
    assertThat(answer.body().path("contacts").isArray()).isTrue();
  }

  @Test
  void shouldReportAllProblemsAtOnce() {
    // when
    Answer answer =
        gateway.json(
            "ar-all",
            "PUT",
            "/api/clients/17",
            """
            {"email":"nope","firstName":"Ana","phones":"1","birthday":"3/2/1990",
             "region":"Argentina","total_appointments":-1,"attributes":{"a":{"b":1}}}
            """);

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors())
        .containsExactlyInAnyOrder(
            "email:not_an_email",
            "firstName:unknown_field",
            "phones:not_a_list",
            "birthday:not_a_date",
            "region:too_long",
            "total_appointments:out_of_range",
            "attributes.a:not_a_scalar");
    assertThat(answer.text()).contains("did you mean first_name?");
    assertThat(gateway.publisher().published()).isEmpty();
  }

  @Test
  void shouldNameTheIdWhenItCanNotBeOne() {
    // when
    Answer answer = gateway.json("ar-all", "PUT", "/api/clients/a%20b", "{\"birthday\":\"soon\"}");

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.body().path("errors").findValuesAsString("field"))
        .containsExactly("id", "birthday");
    assertThat(gateway.call("ar-all", "GET", "/api/clients/a%20b").status()).isEqualTo(404);
  }

  @Test
  void shouldAnswerInSpanishWhenAskedTo() {
    // when
    Answer answer =
        gateway.send(
            gateway
                .request("ar-all", "/api/clients/17")
                .header("Accept-Language", "es-AR,es;q=0.9")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString("{\"email\":\"nope\"}")));

    // then
    assertThat(answer.header("Content-Language")).isEqualTo("es");
    assertThat(answer.text()).contains("debe ser una dirección de correo");
  }

  @Test
  void shouldWriteTombstoneWhenErased() {
    // when
    Answer answer = gateway.call("ar-all", "DELETE", "/api/clients/17");

    // then
    assertThat(answer.status()).isEqualTo(204);
    assertThat(gateway.publisher().published().getFirst().value()).isNull();
  }

  @Test
  void shouldPassTheViewThrough() {
    // given
    ObjectNode view = JsonNodeFactory.instance.objectNode().put("id", "17");
    gateway.views().put("clients/clinic-ar/17", view);

    // when
    Answer answer = gateway.call("ar-read", "GET", "/api/clients/17");

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(view);
    assertThat(gateway.call("mx-all", "GET", "/api/clients/17").status()).isEqualTo(404);
  }

  @Test
  void shouldShowWhatWasStoredBeforeTheMatcherKnowsIt() {
    // given
    gateway.json("ar-all", "PUT", "/api/clients/new-1", "{\"first_name\":\"Ana\"}");

    // when
    Answer answer = gateway.call("ar-read", "GET", "/api/clients/new-1");

    // then
    assertThat(answer.body().path("first_name").asString()).isEqualTo("Ana");
    assertThat(answer.body().has("as_of")).isTrue();
    assertThat(gateway.call("mx-all", "GET", "/api/clients/new-1").status()).isEqualTo(404);
    gateway.call("ar-all", "DELETE", "/api/clients/new-1");
    assertThat(gateway.call("ar-read", "GET", "/api/clients/new-1").status()).isEqualTo(404);
  }

  @Test
  void shouldNeverAnswerFalse404WhenMatcherIsAway() {
    // given
    gateway.views().goAway();

    // when
    Answer answer = gateway.call("ar-read", "GET", "/api/clients/17");

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void shouldRefuseAtOnceWhenBrokerIsKnownToBeAway() {
    // given
    gateway.publisher().behave(Mode.KNOWN_DOWN);

    // when
    Answer answer = gateway.json("ar-all", "PUT", "/api/clients/17", "{}");

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }

  @Test
  void shouldImportNdjsonAndReportBadLines() {
    // given
    String lines =
        """
        {"id":"1","phones":["+5491123456789"]}
        {"id":"2","emial":"a@b.co"}

        not json
        {"phones":[]}
        {"id":"3","active":false}
        """;

    // when
    Answer answer = importing("application/x-ndjson", lines);

    // then
    assertThat(answer.status()).isEqualTo(200);
    List<String> report = answer.text().lines().toList();
    assertThat(report).hasSize(4);
    assertThat(report.get(0)).contains("\"line\":2", "did you mean email?");
    assertThat(report.get(1)).contains("\"line\":4", "not_json");
    assertThat(report.get(2)).contains("\"line\":5", "required");
    assertThat(report.get(3)).isEqualTo("{\"accepted\":2,\"rejected\":3}");
    assertThat(gateway.publisher().published()).hasSize(2);
  }

  @Test
  void shouldImportCsv() {
    // given
    String csv =
        "\uFEFFid,first_name,phones,active,total_appointments,attributes.plan\r\n"
            + "1,\"Pérez, Ana\",11 2345-6789|11 2345-6790,true,4,gold\r\n"
            + "2,\"two\nlines \"\"quoted\"\"\",,,,\r\n"
            + "3,x,,maybe,,\r\n"
            + "4,too,few\r\n"
            + "5,last,,false,0,";

    // when
    Answer answer = importing("text/csv", csv);

    // then
    List<String> report = answer.text().lines().toList();
    assertThat(report).hasSize(3);
    assertThat(report.get(0)).contains("\"line\":5", "active");
    assertThat(report.get(1)).contains("\"line\":6", "wrong_columns");
    assertThat(report.get(2)).isEqualTo("{\"accepted\":3,\"rejected\":2}");
    Client first = gateway.publisher().value(0, Client.class);
    assertThat(first.getFirstName()).isEqualTo("Pérez, Ana");
    assertThat(first.getPhones()).containsExactly("11 2345-6789", "11 2345-6790");
    assertThat(first.getTotalAppointments()).isEqualTo(4);
    assertThat(first.getAttributes()).containsEntry("plan", "gold");
    Client second = gateway.publisher().value(1, Client.class);
    assertThat(second.getFirstName()).isEqualTo("two\nlines \"quoted\"");
  }

  @Test
  void shouldRefuseCsvWithWrongHeader() {
    // when
    Answer answer = importing("text/csv", "firstname,id,id\n1,2,3\n");

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors())
        .contains("id:required", "id:duplicate_column", "firstname:unknown_field");
  }

  @Test
  void shouldImportThousandsInOrder() {
    // given
    String lines =
        IntStream.range(0, 5_000)
            .mapToObj(i -> "{\"id\":\"" + i + "\",\"phones\":[\"+54911" + (20000000 + i) + "\"]}")
            .collect(Collectors.joining("\n"));

    // when
    Answer answer = importing("application/x-ndjson", lines);

    // then
    assertThat(answer.text().strip()).isEqualTo("{\"accepted\":5000,\"rejected\":0}");
    assertThat(gateway.publisher().published())
        .extracting(p -> p.key().id())
        .isEqualTo(IntStream.range(0, 5_000).mapToObj(Integer::toString).toList());
  }

  private Answer importing(String type, String body) {
    return gateway.send(
        gateway
            .request("ar-all", "/api/clients/import")
            .header("Content-Type", type)
            .POST(BodyPublishers.ofString(body)));
  }
}
