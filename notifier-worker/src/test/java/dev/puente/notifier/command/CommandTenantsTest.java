package dev.puente.notifier.command;

import static dev.puente.notifier.command.CommandHandlerRig.KEY;
import static dev.puente.notifier.command.CommandHandlerRig.NOWHERE;
import static dev.puente.notifier.command.CommandHandlerRig.command;
import static dev.puente.notifier.command.CommandHandlerRig.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.puente.event.v1.ResultCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What settings that are missing, new or refused make of a command. */
class CommandTenantsTest {
  private final CommandHandlerRig rig = new CommandHandlerRig();

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void shouldBlockATenantThatIsNotKnown() {
    // when
    rig.handler.handle(rig.job("other:contact/7", command("other").build()));

    // then
    assertThat(rig.result(0).getCode()).isEqualTo(ResultCode.TENANT_BLOCKED);
    assertThat(rig.result(0).getReason()).isEqualTo("unknown_tenant");
  }

  @Test
  void shouldWorkForATenantThatWasAddedSinceTheSettingsWereRead() {
    // given
    rig.tenants.write(tenant("acme", NOWHERE, "token"), tenant("other", NOWHERE, "token"));

    // when
    rig.handler.handle(rig.job("other:contact/7", command("other").build()));

    // then
    assertThat(rig.result(0).getReason()).isEqualTo("unreachable");
  }

  @Test
  void shouldHandBackARefusedCommandWhenTheTokenIsAnotherByNow() throws IOException {
    try (Doorkeeper chatwoot = new Doorkeeper("new")) {
      // given
      rig.tenants.write(tenant("acme", chatwoot.url(), "old"));
      rig.tenants.fresh();
      rig.tenants.write(tenant("acme", chatwoot.url(), "new"));

      // when: the refusal of the old token must not be remembered for the new one
      rig.handler.handle(rig.job(KEY, command("acme").build()));
      rig.handler.handle(rig.job(KEY, command("acme").build()));

      // then
      assertThat(rig.result(0).getCode()).isEqualTo(ResultCode.DEFERRED);
      assertThat(rig.result(0).getReason()).isEqualTo("settings_changed");
      assertThat(rig.result(1).getCode()).isEqualTo(ResultCode.SENT);
    }
  }

  @Test
  void shouldBlockATenantWhoseTokenIsRefusedAndStillTheSame() throws IOException {
    try (Doorkeeper chatwoot = new Doorkeeper("new")) {
      // given
      rig.tenants.write(tenant("acme", chatwoot.url(), "old"));
      rig.tenants.fresh();

      // when
      rig.handler.handle(rig.job(KEY, command("acme").build()));

      // then
      assertThat(rig.result(0).getCode()).isEqualTo(ResultCode.TENANT_BLOCKED);
      assertThat(rig.result(0).getReason()).isEqualTo("unauthorized");
    }
  }

  /** A Chatwoot with contact 7 that knows one token. */
  private static final class Doorkeeper implements AutoCloseable {
    private final HttpServer server;

    Doorkeeper(String token) throws IOException {
      server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 10);
      server.createContext(
          "/",
          exchange -> {
            boolean known = token.equals(exchange.getRequestHeaders().getFirst("api-access-token"));
            byte[] body =
                (known ? "{\"payload\":{\"id\":7}}" : "{\"error\":\"Invalid Access Token\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(known ? 200 : 401, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
          });
      server.start();
    }

    String url() {
      return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
      server.stop(0);
    }
  }
}
