package dev.puente.ingest.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthSliceTest {
  private RunningGateway gateway;

  @BeforeEach
  void start() {
    gateway = RunningGateway.reset();
  }

  @ParameterizedTest
  @CsvSource({
    "POST,/api/notifications,notify",
    "POST,/api/notifications/batch,notify",
    "DELETE,/api/notifications/x,notify",
    "PATCH,/api/notifications/x,notify",
    "PUT,/api/clients/1,clients",
    "DELETE,/api/clients/1,clients",
    "POST,/api/clients/import,clients",
    "PUT,/api/contacts/1/link,links",
    "DELETE,/api/contacts/1/link,links",
    "POST,/api/subscriptions/sub_1_00000000/status,clients",
    "GET,/api/clients/never-stored,read",
    "GET,/api/contacts/1/link,read",
    "GET,/api/notifications/x,read",
    "GET,/api/subscriptions/sub_1_00000000,read",
  })
  void shouldNeedKeyAndScope(String method, String path, String scope) {
    // when
    Answer stranger = gateway.call("no-such-key", method, path);
    Answer reader = gateway.call("ar-read", method, path);

    // then
    assertThat(stranger.status()).isEqualTo(401);
    assertThat(stranger.header("WWW-Authenticate")).isEqualTo("Bearer");
    if (scope.equals("read")) {
      assertThat(reader.status()).isEqualTo(404);
    } else {
      assertThat(reader.status()).isEqualTo(403);
      assertThat(reader.text()).doesNotContain("clinic");
    }
  }

  @Test
  void shouldNotTellWhatExistsWithoutKey() {
    // when
    Answer known = gateway.call("nobody", "GET", "/api/clients/17");
    Answer other = gateway.call("nobody", "GET", "/api/notifications/17");

    // then
    assertThat(known.text()).isEqualTo(other.text());
  }

  @Test
  void shouldLetNotifyKeysSeeTimelinesButNoClients() {
    assertThat(gateway.call("ar-notify", "GET", "/api/notifications/x").status()).isEqualTo(404);
    assertThat(gateway.call("ar-notify", "GET", "/api/clients/x").status()).isEqualTo(403);
    assertThat(gateway.call("ar-hashed", "DELETE", "/api/clients/x").status()).isEqualTo(204);
  }
}
