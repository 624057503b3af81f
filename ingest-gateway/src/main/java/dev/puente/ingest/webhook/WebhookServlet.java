package dev.puente.ingest.webhook;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.ingest.auth.Tenants;
import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.metrics.IngestMetrics;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.web.BodyBudget;
import dev.puente.ingest.web.BrokenProblems;
import dev.puente.ingest.web.ProblemResponses;
import dev.puente.ingest.web.PublishProblems;
import dev.puente.ingest.web.TraceParents;
import dev.puente.ingest.webhook.TenantChoice.Choice;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.topic.Topics;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code POST} and {@code GET /api/webhooks/chatwoot[/{tenant}[/{token}]]}. A servlet below MVC,
 * because this is the hot path: verify the raw bytes, read leniently, publish, answer when Kafka
 * has acknowledged or the spool has it. Chatwoot waits 5 s and never repeats.
 */
public final class WebhookServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final Logger log = LoggerFactory.getLogger(WebhookServlet.class);
  private static final int DELIVERY_ID_LIMIT = 100;

  private final transient Parts parts;
  private final transient TenantChoice choice;
  private final transient ChatwootEventReader reader;
  private final transient RecentEvents recent;

  /** What the servlet works with. */
  public record Parts(
      Tenants tenants,
      EventPublisher publisher,
      Topics topics,
      InstantSource clock,
      TraceParents traces,
      ProblemResponses problems,
      IngestMetrics metrics,
      BodyBudget bodies,
      Settings settings) {}

  /**
   * Settings.
   *
   * @param bodyLimit largest body in bytes
   * @param ackLimit how long the acknowledgement may take; below the 5 s that Chatwoot waits
   * @param dropNoise whether events that tell nothing are dropped
   * @param rememberedEvents most events that are remembered to recognise repetitions
   * @param rememberedFor how long they are
   * @param searchBudget most bytes a second that are hashed to find out whose webhook it is
   */
  public record Settings(
      int bodyLimit,
      Duration ackLimit,
      boolean dropNoise,
      int rememberedEvents,
      Duration rememberedFor,
      long searchBudget) {}

  /** A servlet of these parts. */
  public WebhookServlet(Parts parts) {
    this.parts = parts;
    this.choice =
        new TenantChoice(
            new SecretSearch(
                new SignatureCheck(parts.clock()),
                parts.settings().searchBudget(),
                System::nanoTime));
    this.reader = new ChatwootEventReader(JsonText.lenient());
    this.recent =
        new RecentEvents(
            parts.settings().rememberedEvents(),
            parts.settings().rememberedFor(),
            System::nanoTime);
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try {
      switch (request.getMethod()) {
        case "POST" -> receive(request, response);
        case "GET", "HEAD" -> greet(request, response);
        default ->
            throw Problem.of(ProblemCode.METHOD_NOT_ALLOWED)
                .header("Allow", "GET, HEAD, POST")
                .exception();
      }
    } catch (ProblemException e) {
      parts.problems().write(request, response, e.problem());
    } catch (PublishException e) {
      parts.problems().write(request, response, PublishProblems.of(e));
    } catch (IOException e) {
      parts.problems().write(request, response, BrokenProblems.of(e));
    } catch (RuntimeException e) {
      // The outermost place: the message may quote the payload, so only the kind is logged.
      log.atError()
          .addKeyValue("failure", e.getClass().getName())
          .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0])
          .log("webhook failed");
      parts.problems().write(request, response, Problem.of(ProblemCode.INTERNAL));
    }
  }

  private void greet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String tenant = Target.of(request).tenant();
    if (tenant != null && parts.tenants().current().find(tenant).isEmpty()) {
      throw Problem.of(ProblemCode.UNKNOWN_TENANT).exception();
    }
    answer(
        response,
        "{\"success\":true,\"message\":\"ready for webhooks\",\"timestamp\":\""
            + Instant.ofEpochMilli(parts.clock().millis())
            + "\"}");
  }

  private void receive(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    try (BodyBudget.Body body = parts.bodies().read(request, parts.settings().bodyLimit())) {
      List<TenantConfig> admitted = admit(request, body.bytes());
      Payload payload = reader.payload(body.bytes());
      TenantConfig tenant =
          TenantChoice.byContent(admitted, payload.accountId(), payload.inboxId())
              .orElseThrow(() -> unknownTenant("ambiguous"));
      if (TenantChoice.isOthers(tenant, payload.accountId(), parts.tenants().current())) {
        throw unknownTenant("wrong_account");
      }
      ChatwootEvent event =
          reader.event(
              payload,
              new ChatwootEventReader.Receipt(
                  tenant, Instant.ofEpochMilli(parts.clock().millis()), deliveryId(request)));
      String message = keep(request, body.bytes(), payload, event);
      answer(
          response,
          "{\"success\":true,\"message\":\""
              + message
              + "\",\"event_id\":\""
              + event.getEventId()
              + "\"}");
    }
  }

  /** What became of it, for the answer. */
  private String keep(
      HttpServletRequest request, byte[] body, Payload payload, ChatwootEvent event) {
    if (parts.settings().dropNoise() && NoiseFilter.isNoise(payload)) {
      parts.metrics().dropped("webhooks", "noise");
      return "ignored";
    }
    // The whole body counts: a message can fail, be sent again, and fail with the same id again.
    String delivery = event.getEventId() + ':' + body.length + ':' + Arrays.hashCode(body);
    if (recent.holds(delivery)) {
      parts.metrics().dropped("webhooks", "repeated");
      return "already accepted";
    }
    publish(request, event);
    recent.remember(delivery);
    return "accepted";
  }

  private List<TenantConfig> admit(HttpServletRequest request, byte[] body) {
    Target target = Target.of(request);
    TenantChoice.Knock knock =
        new TenantChoice.Knock(
            target.tenant(),
            Tokens.of(request, target.token()),
            new SignatureCheck.Headers(
                request.getHeader("X-Chatwoot-Timestamp"),
                request.getHeader("X-Chatwoot-Signature")),
            body);
    return switch (choice.choose(knock, parts.tenants().current())) {
      case Choice.Admitted admitted -> admitted.tenants();
      case Choice.Unknown unknown -> throw unknownTenant("unknown_tenant");
      case Choice.Refused refused -> throw refused(refused.why());
      case Choice.Busy busy -> throw tooManySecrets();
    };
  }

  private ProblemException refused(SignatureCheck.Verdict why) {
    String reason = why.name().toLowerCase(java.util.Locale.ROOT);
    parts.metrics().webhookRefused(reason);
    log.atInfo().addKeyValue("reason", reason).log("webhook refused");
    return Problem.of(ProblemCode.BAD_SIGNATURE).exception();
  }

  /** The path with the tenant would have said whose it is. */
  private ProblemException tooManySecrets() {
    parts.metrics().webhookRefused("too_many_secrets");
    log.atWarn().addKeyValue("reason", "too_many_secrets").log("webhook refused");
    return Problem.of(ProblemCode.UNAVAILABLE).header("Retry-After", "1").exception();
  }

  private ProblemException unknownTenant(String reason) {
    parts.metrics().webhookRefused(reason);
    log.atInfo().addKeyValue("reason", reason).log("webhook refused");
    return Problem.of(ProblemCode.UNKNOWN_TENANT).exception();
  }

  private void publish(HttpServletRequest request, ChatwootEvent event) {
    long contactId = event.getContact() == null ? 0 : event.getContact().getId();
    parts
        .publisher()
        .keep(
            new Publication(
                parts.topics().chatwootEvents(),
                TenantKey.ofContact(event.getTenant(), contactId),
                event,
                event.getEventId(),
                parts.traces().of(request)),
            parts.settings().ackLimit());
  }

  /** What the path says: {@code /{tenant}} or {@code /{tenant}/{token}}, or nothing. */
  private record Target(@Nullable String tenant, @Nullable String token) {
    static Target of(HttpServletRequest request) {
      @Nullable String path = request.getPathInfo();
      if (path == null || path.equals("/")) {
        return new Target(null, null);
      }
      int slash = path.indexOf('/', 1);
      return slash < 0
          ? new Target(path.substring(1), null)
          : new Target(path.substring(1, slash), path.substring(slash + 1));
    }

    @Override
    public String toString() {
      return "Target[" + tenant + "]";
    }
  }

  private static @Nullable String deliveryId(HttpServletRequest request) {
    @Nullable String id = request.getHeader("X-Chatwoot-Delivery");
    return id == null || id.isBlank() || id.length() > DELIVERY_ID_LIMIT ? null : id;
  }

  private static void answer(HttpServletResponse response, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    response.setStatus(200);
    response.setContentType("application/json");
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
