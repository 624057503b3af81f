package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.load.RequestSource;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The payload as a binary record for the Strimzi Kafka Bridge: no signature, no reading. */
final class BridgeRecords implements RequestSource {
  private static final String VALUE = Base64.getEncoder().encodeToString(SignedWebhooks.template());

  @Override
  public byte[] request(long number) {
    String key =
        Base64.getEncoder()
            .encodeToString(("bench:" + number % 20_000).getBytes(StandardCharsets.US_ASCII));
    String body = "{\"records\":[{\"key\":\"" + key + "\",\"value\":\"" + VALUE + "\"}]}";
    return ("POST /topics/chatwoot-events HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/vnd.kafka.binary.v2+json\r\nContent-Length: "
            + body.length()
            + "\r\n\r\n"
            + body)
        .getBytes(StandardCharsets.US_ASCII);
  }
}
