package dev.puente.ingest.client;

import dev.puente.ingest.auth.Caller;
import dev.puente.ingest.auth.NeedsScope;
import dev.puente.ingest.auth.Scope;
import dev.puente.ingest.json.Formats;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.view.MatcherViews;
import dev.puente.ingest.view.RecentWrites;
import dev.puente.ingest.web.Queries;
import jakarta.servlet.http.HttpServletRequest;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code GET /api/clients/{id}/interactions}: the messages of a client, newest first. */
@RestController
public final class InteractionController {
  private static final int MAX_LIMIT = 100;
  private static final Pattern LIMIT = Pattern.compile("[0-9]{1,9}");
  private static final Pattern CURSOR = Pattern.compile("[0-9]{1,15}-[0-9]{1,18}");

  private final MatcherViews views;
  private final RecentWrites recent;
  private final InstantSource clock;

  /** A thin layer over these. */
  public InteractionController(MatcherViews views, RecentWrites recent, InstantSource clock) {
    this.views = views;
    this.recent = recent;
    this.clock = clock;
  }

  /** A page. */
  @GetMapping("/api/clients/{id}/interactions")
  @NeedsScope(Scope.READ)
  public ObjectNode page(Caller caller, @PathVariable String id, HttpServletRequest request) {
    if (!Formats.isClientId(id)) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    String limit = Queries.first(request, "limit");
    String before = Queries.first(request, "before");
    List<FieldProblem> problems = new ArrayList<>();
    if (limit != null && !isLimit(limit)) {
      problems.add(FieldProblem.of("limit", FieldCode.OUT_OF_RANGE, 1, MAX_LIMIT));
    }
    if (before != null && !CURSOR.matcher(before).matches()) {
      problems.add(FieldProblem.of("before", FieldCode.FORMAT, "next_before"));
    }
    if (!problems.isEmpty()) {
      throw Problem.invalid(problems).exception();
    }
    Integer rows = limit == null ? null : Integer.valueOf(limit);
    return known(
        caller.tenant().id(), id, () -> views.interactions(caller.tenant().id(), id, rows, before));
  }

  private interface View {
    ObjectNode get();
  }

  /** A client that was stored a moment ago has none, which is not the same as being unknown. */
  private ObjectNode known(String tenant, String id, View view) {
    try {
      return view.get();
    } catch (ProblemException e) {
      if (e.problem().code() != ProblemCode.NOT_FOUND
          || !recent.remembers(ClientController.KIND, tenant, id)) {
        throw e;
      }
      ObjectNode none = JsonNodeFactory.instance.objectNode().put("client_id", id);
      none.putArray("interactions");
      return none.put("as_of", clock.instant().toString());
    }
  }

  private static boolean isLimit(String text) {
    return LIMIT.matcher(text).matches()
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= MAX_LIMIT;
  }
}
