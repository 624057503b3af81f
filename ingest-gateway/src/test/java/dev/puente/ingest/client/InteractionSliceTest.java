package dev.puente.ingest.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

class InteractionSliceTest {
  private static final String PATH = "/api/clients/17/interactions";

  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  @Test
  void shouldPassThePageOn() {
    // given
    gateway
        .views()
        .put(
            "interactions/clinic-ar/17/2/5-7",
            JsonNodeFactory.instance.objectNode().put("client_id", "17"));

    // when
    Answer answer = gateway.call("ar-read", "GET", PATH + "?limit=2&before=5-7");

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("client_id").asString()).isEqualTo("17");
  }

  @Test
  void shouldNameEverythingThatIsWrong() {
    // when
    Answer answer = gateway.call("ar-read", "GET", PATH + "?limit=0&before=yesterday");

    // then
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.errors()).containsExactlyInAnyOrder("limit:out_of_range", "before:format");
  }

  @Test
  void shouldShowNoneOfAClientThatWasStoredAMomentAgo() {
    // given
    gateway.json("ar-all", "PUT", "/api/clients/17", "{}");

    // when
    Answer answer = gateway.call("ar-all", "GET", PATH);

    // then
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body().path("interactions").isArray()).isTrue();
    assertThat(answer.body().path("interactions").isEmpty()).isTrue();
    assertThat(gateway.call("mx-all", "GET", PATH).status()).isEqualTo(404);
  }

  @Test
  void shouldNotTakeARestingMatcherForAnUnknownClient() {
    // given
    gateway.views().goAway();

    // when
    Answer answer = gateway.call("ar-read", "GET", PATH);

    // then
    assertThat(answer.status()).isEqualTo(503);
    assertThat(answer.header("Retry-After")).isNotEmpty();
  }
}
