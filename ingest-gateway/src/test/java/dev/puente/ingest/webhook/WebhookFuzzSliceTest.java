package dev.puente.ingest.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.ingest.RunningGateway;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** Bytes changed, cut and doubled, over HTTP: kept or refused, never an error of ours. */
class WebhookFuzzSliceTest {
  private static final int ROUNDS = 400;
  private static final long SEED = 20260727;

  @Test
  void shouldKeepOrRefuseWhateverArrives() {
    // given
    RunningGateway gateway = RunningGateway.reset();
    List<String> files = Payloads.names();
    Random random = new Random(SEED);
    int kept = 0;

    // when
    for (int i = 0; i < ROUNDS; i++) {
      byte[] body = changed(Payloads.bytes(files.get(random.nextInt(files.size()))), random);
      int status =
          gateway.webhook("/api/webhooks/chatwoot/clinic-ar", body, "ar-new-secret").status();
      assertThat(status).as("round %d of seed %d", i, SEED).isIn(200, 400);
      kept += status == 200 ? 1 : 0;
    }

    // then
    assertThat(kept).isBetween(ROUNDS / 10, ROUNDS);
    assertThat(gateway.publisher().values(ChatwootEvent.class)).hasSize(kept);
    assertThat(gateway.publisher().values(ChatwootEvent.class))
        .allSatisfy(
            event ->
                assertThat(JsonMapper.builder().build().readTree(event.getRaw()).isObject())
                    .isTrue());
  }

  private static byte[] changed(byte[] body, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> {
        return Arrays.copyOf(body, random.nextInt(body.length));
      }
      case 1 -> {
        byte[] doubled = Arrays.copyOf(body, body.length * 2);
        System.arraycopy(body, 0, doubled, body.length, body.length);
        return doubled;
      }
      default -> {
        for (int n = 1 + random.nextInt(3); n > 0; n--) {
          body[random.nextInt(body.length)] = (byte) random.nextInt(256);
        }
        return body;
      }
    }
  }
}
