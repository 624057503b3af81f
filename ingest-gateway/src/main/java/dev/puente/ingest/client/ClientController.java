package dev.puente.ingest.client;

import dev.puente.ingest.auth.Caller;
import dev.puente.ingest.auth.NeedsScope;
import dev.puente.ingest.auth.Scope;
import dev.puente.ingest.json.Formats;
import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.view.MatcherViews;
import dev.puente.ingest.view.RecentWrites;
import dev.puente.ingest.web.Bodies;
import dev.puente.ingest.web.TraceParents;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code PUT}, {@code GET} and {@code DELETE /api/clients/{id}}. */
@RestController
public final class ClientController {
  /** Largest client, bytes. */
  static final int BODY_LIMIT = 64 * 1024;

  /** How clients are remembered. */
  static final String KIND = "clients";

  private final Clients clients;
  private final ClientJson answers;
  private final MatcherViews views;
  private final RecentWrites recent;
  private final TraceParents traces;
  private final JsonText json = JsonText.strict();

  /** A thin layer over these. */
  public ClientController(
      Clients clients,
      ClientJson answers,
      MatcherViews views,
      RecentWrites recent,
      TraceParents traces) {
    this.clients = clients;
    this.answers = answers;
    this.views = views;
    this.recent = recent;
    this.traces = traces;
  }

  /** Stores the whole client. */
  @PutMapping("/api/clients/{id}")
  @NeedsScope(Scope.CLIENTS)
  public ObjectNode put(Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    ObjectNode body = Bodies.json(request, BODY_LIMIT, json);
    Instant begun = recent.now();
    ClientData stored = clients.put(caller.tenant(), id, body, traces.of(request));
    ObjectNode answer = answers.stored(caller.tenant(), stored);
    recent.remember(KIND, caller.tenant().id(), id, begun, answer);
    return answer;
  }

  /** The client as the matcher knows it. */
  @GetMapping("/api/clients/{id}")
  @NeedsScope({Scope.READ, Scope.CLIENTS})
  public JsonNode get(Caller caller, @PathVariable String id) {
    String tenant = caller.tenant().id();
    String known = checked(id);
    return recent.orRemembered(KIND, tenant, known, () -> views.client(tenant, known));
  }

  /** Erases the client. */
  @DeleteMapping("/api/clients/{id}")
  @NeedsScope(Scope.CLIENTS)
  public ResponseEntity<Void> delete(
      Caller caller, @PathVariable String id, HttpServletRequest request) {
    clients.erase(caller.tenant(), checked(id), traces.of(request));
    recent.forget(KIND, caller.tenant().id(), id);
    return ResponseEntity.noContent().build();
  }

  /** An id that can not exist is not found. */
  private static String checked(String id) {
    if (!Formats.isClientId(id)) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    return id;
  }
}
