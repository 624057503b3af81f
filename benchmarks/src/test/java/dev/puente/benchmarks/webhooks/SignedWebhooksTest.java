package dev.puente.benchmarks.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class SignedWebhooksTest {
  private static String header(String request, String name) {
    Matcher found = Pattern.compile(name + ": ([^\r]+)\r\n").matcher(request);
    assertThat(found.find()).isTrue();
    return found.group(1);
  }

  private static byte[] body(byte[] request) {
    String text = new String(request, StandardCharsets.ISO_8859_1);
    return Arrays.copyOfRange(request, text.indexOf("\r\n\r\n") + 4, request.length);
  }

  @Test
  void shouldSignEveryRequestAndNeverRepeatAMessage() throws GeneralSecurityException {
    // given
    SignedWebhooks requests = new SignedWebhooks("/x");
    BareWebhook server = new BareWebhook();

    // when
    byte[] one = requests.request(1);
    byte[] two = requests.request(2);

    // then
    String text = new String(two, StandardCharsets.ISO_8859_1);
    assertThat(header(text, "Content-Length")).isEqualTo(Integer.toString(body(two).length));
    assertThat(
            server.signed(
                header(text, "X-Chatwoot-Timestamp"),
                header(text, "X-Chatwoot-Signature"),
                body(two)))
        .isTrue();
    assertThat(
            server.signed(
                header(text, "X-Chatwoot-Timestamp"),
                header(text, "X-Chatwoot-Signature"),
                body(one)))
        .isFalse();
    ChatwootEvent event = server.event(body(two));
    assertThat(event.getEventId()).isNotEqualTo(server.event(body(one)).getEventId());
    assertThat(event.getContact().getId()).isEqualTo(8_000_000_002L);
    assertThat(event.getRaw()).doesNotContain("pubsub_token");
  }
}
