package dev.puente.sandbox.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.json.JsonMapper;

/**
 * Chatwoot as a gateway sees it: sends each webhook once, waits 5 s, and forgets it. Remembers what
 * was accepted.
 */
final class WebhookLoad implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(2))
          .build();
  private final String secret;
  private final AtomicLong nextMessage = new AtomicLong(1);
  private final Map<Long, String> accepted = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> answers = new ConcurrentHashMap<>();
  private final Queue<Long> millis = new ConcurrentLinkedQueue<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean stopped;

  WebhookLoad(String secret) {
    this.secret = secret;
  }

  /** Sends to one URL from some threads, so many a second each, until this is closed. */
  WebhookLoad to(String url, int senders, int perSecond) {
    for (int i = 0; i < senders; i++) {
      threads.add(
          Thread.ofVirtual().start(() -> sendUntilStopped(URI.create(url), 1e9 / perSecond)));
    }
    return this;
  }

  /** Event ids by message id, of everything that was answered with success. */
  Map<Long, String> accepted() {
    return Map.copyOf(accepted);
  }

  int acceptedCount() {
    return accepted.size();
  }

  /** How often each status, or kind of failure, was seen. */
  Map<String, Long> answers() {
    Map<String, Long> copy = new TreeMap<>();
    answers.forEach((key, count) -> copy.put(key, count.get()));
    return copy;
  }

  /** The longest that a successful answer took. */
  long slowestMillis() {
    return millisAt(1);
  }

  /**
   * How long that part of the successful answers took at most: 0.5 is the median, 1 the slowest.
   */
  long millisAt(double part) {
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }

  private void sendUntilStopped(URI url, double nanosBetween) {
    double next = System.nanoTime();
    while (!stopped) {
      long messageId = nextMessage.getAndIncrement();
      send(url, messageId, body(messageId, "message " + messageId));
      next = Math.max(next + nanosBetween, System.nanoTime() - 1e9);
      LockSupport.parkNanos((long) (next - System.nanoTime()));
    }
  }

  /** Sends one webhook of that size now. */
  void sendOne(String url, int bytes) {
    long messageId = nextMessage.getAndIncrement();
    int frame = body(messageId, "").length();
    send(URI.create(url), messageId, body(messageId, "x".repeat(bytes - frame)));
  }

  private void send(URI url, long messageId, String text) {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    String timestamp = Long.toString(Instant.now().getEpochSecond());
    long begin = System.nanoTime();
    try {
      HttpResponse<String> response =
          http.send(
              HttpRequest.newBuilder(url)
                  .timeout(PATIENCE)
                  .header("Content-Type", "application/json")
                  .header("X-Chatwoot-Timestamp", timestamp)
                  .header("X-Chatwoot-Signature", signature(timestamp, body))
                  .POST(BodyPublishers.ofByteArray(body))
                  .build(),
              BodyHandlers.ofString());
      count(Integer.toString(response.statusCode()));
      if (response.statusCode() == 200) {
        millis.add((System.nanoTime() - begin) / 1_000_000);
        accepted.put(messageId, JSON.readTree(response.body()).path("event_id").asString());
      }
    } catch (IOException e) {
      count(e.getClass().getSimpleName());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void count(String answer) {
    answers.computeIfAbsent(answer, key -> new AtomicLong()).incrementAndGet();
  }

  private static String body(long messageId, String content) {
    long contact = 1 + messageId % 40;
    return """
        {"event":"message_created","id":%d,"account":{"id":1,"name":"A"},"inbox":{"id":1,"name":"I"},
        "message_type":"incoming","content":"%s","content_type":"text","private":false,
        "content_attributes":{},"source_id":null,"created_at":"2026-07-27T10:00:00.204Z",
        "sender":{"id":%d,"name":"Contact"},
        "conversation":{"id":%d,"inbox_id":1,"channel":"Channel::Api","status":"open","messages":[],
        "contact_inbox":{"contact_id":%d,"source_id":"s-%d"},
        "meta":{"sender":{"id":%d,"name":"Contact","phone_number":null,"type":"contact"}},
        "updated_at":1785146400.374915}}"""
        .formatted(messageId, content, contact, contact, contact, contact, contact);
  }

  private String signature(String timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      mac.update((timestamp + ".").getBytes(StandardCharsets.UTF_8));
      return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new AssertionError(e);
    }
  }

  /** Waits for the answers that are under way. */
  @Override
  public void close() {
    stopped = true;
    for (Thread thread : threads) {
      try {
        if (!thread.join(PATIENCE.plusSeconds(5))) {
          throw new AssertionError("a sender hangs");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    http.close();
  }
}
