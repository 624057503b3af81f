package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.RunningGateway.Answer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged requests are refused with 4xx or taken, never answered with 500. The seed is fixed. */
class RequestFuzzSliceTest {
  private static final List<String[]> REQUESTS =
      List.of(
          new String[] {
            "POST",
            "/api/notifications",
            "{\"id\":\"f-1\",\"type\":\"X\",\"phone\":\"+5491123456789\",\"message\":\"hola\",\"template\":"
                + "{\"name\":\"a\",\"language\":\"es\",\"params\":{\"1\":\"x\"}},\"send_at\":\"2036-01-01T00:00:00Z\","
                + "\"metadata\":{\"a\":1}}"
          },
          new String[] {
            "PUT",
            "/api/clients/1",
            "{\"phones\":[\"+5491123456789\"],\"region\":\"AR\",\"locale\":\"es-AR\",\"time_zone\":\"UTC\","
                + "\"birthday\":\"1990-01-01\",\"attributes\":{\"a\":1.5}}"
          },
          new String[] {
            "POST",
            "/api/subscriptions?tenant=clinic-ar",
            "{\"lead\":{\"name\":\"A\",\"email\":\"a@b.co\",\"phone\":\"11 2345-6789\"},\"level_id\":\"g\","
                + "\"consent\":{\"accepted\":true,\"version\":\"1\",\"accepted_at\":\"2026-01-01T00:00:00Z\"},"
                + "\"utm\":{\"utm_source\":\"x\"}}"
          },
          new String[] {"PUT", "/api/contacts/9/link", "{\"client_id\":\"17\",\"why\":\"x\"}"},
          new String[] {
            "POST", "/api/subscriptions/sub_1_00000000/status", "{\"status\":\"paid\"}"
          },
          new String[] {"POST", "/api/clients/import", "{\"id\":\"1\"}\n{\"id\":\"2\"}\n"},
          new String[] {
            "POST",
            "/api/notifications/batch",
            "{\"id\":\"f-2\",\"type\":\"X\",\"recipient_id\":\"1\",\"message\":\"m\"}\n"
          });

  @Test
  void shouldNeverAnswer500() {
    RunningGateway gateway = RunningGateway.reset();
    Random random = new Random(20260727);
    for (int i = 0; i < 700; i++) {
      // given
      String[] request = REQUESTS.get(i % REQUESTS.size());
      byte[] body = damaged(request[2], random);

      // when
      Answer answer =
          gateway.send(
              gateway
                  .request("ar-all", request[1])
                  .header("Content-Type", "application/json")
                  .method(request[0], BodyPublishers.ofByteArray(body)));

      // then
      assertThat(answer.status())
          .as("%s %s %s", request[0], request[1], new String(body, StandardCharsets.UTF_8))
          .isLessThan(500);
    }
  }

  private static byte[] damaged(String body, Random random) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(bytes.length);
      bytes[at] =
          random.nextBoolean()
              ? (byte) random.nextInt(256)
              : (byte) "{}[]\",:0-9eE.tfn\\".charAt(random.nextInt(17));
    }
    return bytes;
  }
}
