package dev.puente.ingest.notification;

import dev.puente.ingest.auth.Caller;
import dev.puente.ingest.auth.NeedsScope;
import dev.puente.ingest.auth.Scope;
import dev.puente.ingest.json.Formats;
import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.web.Bodies;
import dev.puente.ingest.web.PublicUrls;
import dev.puente.ingest.web.TraceParents;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/notifications} and {@code /api/notifications/{id}}. */
@RestController
public final class NotificationController {
  /** Largest request, bytes. */
  static final int BODY_LIMIT = 64 * 1024;

  private final Notifications notifications;
  private final NotificationChanges changes;
  private final PublicUrls urls;
  private final TraceParents traces;
  private final JsonText json = JsonText.strict();

  /** A thin layer over these. */
  public NotificationController(
      Notifications notifications,
      NotificationChanges changes,
      PublicUrls urls,
      TraceParents traces) {
    this.notifications = notifications;
    this.changes = changes;
    this.urls = urls;
    this.traces = traces;
  }

  /** Accepts a notification. */
  @PostMapping("/api/notifications")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @NeedsScope(Scope.NOTIFY)
  public ObjectNode post(Caller caller, HttpServletRequest request) throws IOException {
    ObjectNode body = Bodies.json(request, BODY_LIMIT, json);
    return answer(notifications.accept(caller.tenant(), body, traces.of(request)), "ACCEPTED");
  }

  /** The timeline. */
  @GetMapping("/api/notifications/{id}")
  @NeedsScope({Scope.READ, Scope.NOTIFY})
  public ObjectNode get(Caller caller, @PathVariable String id) {
    return changes.timeline(caller.tenant(), checked(id));
  }

  /** Asks to cancel. */
  @DeleteMapping("/api/notifications/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @NeedsScope(Scope.NOTIFY)
  public ObjectNode delete(Caller caller, @PathVariable String id, HttpServletRequest request) {
    String status = changes.cancel(caller.tenant(), checked(id), null, traces.of(request));
    return answer(id, status).put("requested", "CANCEL");
  }

  /** Asks for other times. */
  @PatchMapping("/api/notifications/{id}")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @NeedsScope(Scope.NOTIFY)
  public ObjectNode patch(Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    ObjectNode body = Bodies.json(request, BODY_LIMIT, json);
    String status = changes.reschedule(caller.tenant(), checked(id), body, traces.of(request));
    return answer(id, status).put("requested", "RESCHEDULE");
  }

  private ObjectNode answer(String id, String status) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("notification_id", id)
        .put("status", status)
        .put("status_url", urls.of("/api/notifications/" + id));
  }

  private static String checked(String id) {
    if (!Formats.isId(id)) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    return id;
  }
}
