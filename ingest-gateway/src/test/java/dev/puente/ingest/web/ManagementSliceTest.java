package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import dev.puente.ingest.testing.FakePublisher.Mode;
import java.net.http.HttpRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementSliceTest {
  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  private Answer management(String path) {
    return gateway.send(HttpRequest.newBuilder(gateway.managementUrl(path)));
  }

  @Test
  void shouldBeLiveAndReady() {
    assertThat(management("/health/live").status()).isEqualTo(200);
    assertThat(management("/health/ready").status()).isEqualTo(200);
  }

  @Test
  void shouldStayLiveButNotReadyWhenBrokerIsAway() {
    // given
    gateway.publisher().behave(Mode.KNOWN_DOWN);

    // then
    assertThat(management("/health/live").status()).isEqualTo(200);
    assertThat(management("/health/ready").status()).isEqualTo(503);
  }

  @Test
  void shouldKeepManagementOffThePublicPort() {
    assertThat(gateway.call("ar-all", "GET", "/metrics").status()).isEqualTo(404);
    assertThat(gateway.call("ar-all", "GET", "/health/ready").status()).isEqualTo(404);
    assertThat(management("/env").status()).isEqualTo(404);
  }

  @Test
  void shouldCountEveryWriteOnce() {
    // given
    gateway.json("ar-all", "PUT", "/api/clients/1", "{}");
    gateway.json("ar-all", "PUT", "/api/clients/1", "{\"x\":1}");
    gateway.publisher().behave(Mode.KNOWN_DOWN);
    gateway.json("ar-all", "PUT", "/api/clients/1", "{}");

    // when
    String metrics = management("/metrics").text();

    // then
    double accepted = value(metrics, "puente_ingest_accepted_total");
    double published = value(metrics, "puente_ingest_published_total");
    double rejected = value(metrics, "puente_ingest_rejected_total");
    double failed = value(metrics, "puente_ingest_failed_total");
    assertThat(published).isPositive();
    assertThat(rejected).isPositive();
    assertThat(failed).isPositive();
    assertThat(accepted).isEqualTo(published + rejected + failed);
  }

  private static double value(String metrics, String name) {
    Matcher matcher =
        Pattern.compile(name + "\\{[^}]*kind=\"clients\"[^}]*} ([0-9.E]+)").matcher(metrics);
    assertThat(matcher.find()).as(name).isTrue();
    return Double.parseDouble(matcher.group(1));
  }
}
