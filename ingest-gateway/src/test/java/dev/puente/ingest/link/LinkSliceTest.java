package dev.puente.ingest.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.LinkOverride;
import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class LinkSliceTest {
  private static final String PATH = "/api/contacts/4021/link";

  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  @Test
  void shouldExplainTheLink() {
    // given
    gateway
        .views()
        .put("links/clinic-ar/4021", JsonNodeFactory.instance.objectNode().put("state", "LINKED"));

    // then
    assertThat(gateway.call("ar-read", "GET", PATH).body().path("state").asString())
        .isEqualTo("LINKED");
    assertThat(gateway.call("mx-all", "GET", PATH).status()).isEqualTo(404);
  }

  @Test
  void shouldExplainInTheLanguageOfTheCaller() {
    // given
    gateway
        .views()
        .put("links/clinic-ar/4021", JsonNodeFactory.instance.objectNode().put("state", "LINKED"));

    // when
    String spanish = explained("es-AR,es;q=0.9,en;q=0.5");
    String other = explained("de");

    // then
    assertThat(spanish).isEqualTo("in es");
    assertThat(other).isEqualTo("in en");
  }

  private String explained(String accepted) {
    return gateway
        .send(gateway.request("ar-read", PATH).header("Accept-Language", accepted))
        .body()
        .path("explanation")
        .asString();
  }

  @Test
  void shouldWriteOverride() {
    // when
    Answer answer = gateway.json("ar-all", "PUT", PATH, "{\"client_id\":\"17\",\"why\":\"asked\"}");

    // then
    assertThat(answer.status()).isEqualTo(202);
    LinkOverride override = gateway.publisher().onlyValue(LinkOverride.class);
    assertThat(override.getClientId()).isEqualTo("17");
    assertThat(override.getWhy()).isEqualTo("asked");
    assertThat(override.getWho()).startsWith("key-");
    assertThat(gateway.publisher().published().getFirst().key().text()).isEqualTo("clinic-ar:4021");
  }

  @Test
  void shouldNoteThePersonWhoDecidedWhenTheCallerNamesOne() {
    // when
    gateway.json("ar-all", "PUT", PATH, "{\"client_id\":\"17\",\"who\":\"Ana\"}");

    // then
    assertThat(gateway.publisher().onlyValue(LinkOverride.class).getWho()).isEqualTo("Ana");
  }

  @Test
  void shouldNotCallALinkUnknownThatWasJustWritten() {
    // given
    String path = "/api/contacts/555/link";
    int before = gateway.call("ar-all", "GET", path).status();

    // when
    gateway.json("ar-all", "PUT", path, "{\"client_id\":\"17\"}");

    // then
    assertThat(before).isEqualTo(404);
    Answer after = gateway.call("ar-all", "GET", path);
    assertThat(after.status()).isEqualTo(503);
    assertThat(after.header("Retry-After")).isEqualTo("1");
  }

  @Test
  void shouldLinkToNobodyWithNullOnly() {
    assertThat(gateway.json("ar-all", "PUT", PATH, "{}").errors())
        .containsExactly("client_id:required");
    assertThat(gateway.json("ar-all", "PUT", PATH, "{\"client_id\":null}").status()).isEqualTo(202);
    assertThat(gateway.publisher().onlyValue(LinkOverride.class).getClientId()).isNull();
  }

  @Test
  void shouldWriteTombstoneWhenRemoved() {
    // when
    Answer answer = gateway.call("ar-all", "DELETE", PATH);

    // then
    assertThat(answer.status()).isEqualTo(202);
    assertThat(gateway.publisher().published().getFirst().value()).isNull();
  }
}
