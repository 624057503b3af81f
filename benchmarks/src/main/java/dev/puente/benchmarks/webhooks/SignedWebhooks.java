package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.load.RequestSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Webhooks as Chatwoot sends them, 2.5 KB each, signed for the second in which they are made. Every
 * one is another message (no server may take it for a repetition) of one of {@value #CONTACTS}
 * contacts.
 */
final class SignedWebhooks implements RequestSource {
  static final String SECRET = "benchmark-webhook-secret";
  static final String TENANT = "bench";
  static final long ACCOUNT = 3;
  static final long INBOX = 7;

  private static final int CONTACTS = 20_000;
  private static final long FIRST_MESSAGE = 9_000_000_000L;
  private static final long FIRST_CONTACT = 8_000_000_000L;

  private final byte[] body = template();
  private final List<Integer> messages = places(body, FIRST_MESSAGE);
  private final List<Integer> contacts = places(body, FIRST_CONTACT);
  private final Mac mac;
  private final byte[] head;

  SignedWebhooks(String path) {
    this.head =
        ("POST "
                + path
                + " HTTP/1.1\r\nHost: 127.0.0.1\r\nUser-Agent: rest-client/2.1.0\r\nAccept: application/json\r\n"
                + "Content-Type: application/json\r\nX-Chatwoot-Delivery: 7b1a4c9e-2f60-4a56-9d0e-52a8e2b3c4d5\r\nContent-Length: "
                + body.length
                + "\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has HmacSHA256", e);
    }
  }

  @Override
  public byte[] request(long number) {
    put(messages, FIRST_MESSAGE + number % 900_000_000);
    put(contacts, FIRST_CONTACT + number % CONTACTS);
    byte[] timestamp =
        Long.toString(System.currentTimeMillis() / 1_000).getBytes(StandardCharsets.US_ASCII);
    mac.update(timestamp);
    mac.update((byte) '.');
    String signature = HexFormat.of().formatHex(mac.doFinal(body));
    byte[] signed =
        ("X-Chatwoot-Timestamp: "
                + new String(timestamp, StandardCharsets.US_ASCII)
                + "\r\nX-Chatwoot-Signature: sha256="
                + signature
                + "\r\n\r\n")
            .getBytes(StandardCharsets.US_ASCII);
    byte[] request = new byte[head.length + signed.length + body.length];
    System.arraycopy(head, 0, request, 0, head.length);
    System.arraycopy(signed, 0, request, head.length, signed.length);
    System.arraycopy(body, 0, request, head.length + signed.length, body.length);
    return request;
  }

  /** One payload, for servers that take plain records. */
  static byte[] template() {
    try (InputStream in = SignedWebhooks.class.getResourceAsStream("message_created.json")) {
      if (in == null) {
        throw new IllegalStateException("the payload is missing");
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void put(List<Integer> places, long number) {
    byte[] digits = Long.toString(number).getBytes(StandardCharsets.US_ASCII);
    for (int place : places) {
      System.arraycopy(digits, 0, body, place, digits.length);
    }
  }

  private static List<Integer> places(byte[] body, long number) {
    String text = new String(body, StandardCharsets.ISO_8859_1);
    List<Integer> places = new ArrayList<>();
    for (int at = text.indexOf(Long.toString(number));
        at >= 0;
        at = text.indexOf(Long.toString(number), at + 1)) {
      places.add(at);
    }
    return places;
  }
}
