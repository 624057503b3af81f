package dev.puente.ingest.link;

import dev.puente.ingest.auth.Caller;
import dev.puente.ingest.auth.NeedsScope;
import dev.puente.ingest.auth.Scope;
import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.view.MatcherViews;
import dev.puente.ingest.view.RecentWrites;
import dev.puente.ingest.web.Bodies;
import dev.puente.ingest.web.ProblemResponses;
import dev.puente.ingest.web.PublicUrls;
import dev.puente.ingest.web.TraceParents;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.regex.Pattern;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api/contacts/{id}/link}. */
@RestController
public final class LinkController {
  /** How links by hand are remembered: their view is not unknown, but not there yet. */
  private static final String KIND = "links";

  private static final String SOON_SECONDS = "1";
  private static final int BODY_LIMIT = 8 * 1024;
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

  private final Links links;
  private final MatcherViews views;
  private final RecentWrites recent;
  private final PublicUrls urls;
  private final TraceParents traces;
  private final ProblemResponses problems;
  private final JsonText json = JsonText.strict();

  /** A thin layer over these. */
  public LinkController(
      Links links,
      MatcherViews views,
      RecentWrites recent,
      PublicUrls urls,
      TraceParents traces,
      ProblemResponses problems) {
    this.links = links;
    this.views = views;
    this.recent = recent;
    this.urls = urls;
    this.traces = traces;
    this.problems = problems;
  }

  /** Why the contact is linked, or not, in the caller's language. */
  @GetMapping("/api/contacts/{id}/link")
  @NeedsScope({Scope.READ, Scope.LINKS})
  public ObjectNode get(Caller caller, @PathVariable String id, HttpServletRequest request) {
    String tenant = caller.tenant().id();
    long contactId = contact(id);
    try {
      return views.link(tenant, contactId, problems.language(request));
    } catch (ProblemException e) {
      boolean onItsWay =
          e.problem().code() == ProblemCode.NOT_FOUND && recent.remembers(KIND, tenant, id);
      throw onItsWay
          ? Problem.of(ProblemCode.UNAVAILABLE).header("Retry-After", SOON_SECONDS).exception()
          : e;
    }
  }

  /** Links by hand. */
  @PutMapping("/api/contacts/{id}/link")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @NeedsScope(Scope.LINKS)
  public ObjectNode put(Caller caller, @PathVariable String id, HttpServletRequest request)
      throws IOException {
    long contactId = contact(id);
    Instant begun = recent.now();
    links.override(caller, contactId, Bodies.json(request, BODY_LIMIT, json), traces.of(request));
    ObjectNode answer = answer(contactId);
    recent.remember(KIND, caller.tenant().id(), id, begun, answer);
    return answer;
  }

  /** Lets the rules decide again. */
  @DeleteMapping("/api/contacts/{id}/link")
  @ResponseStatus(HttpStatus.ACCEPTED)
  @NeedsScope(Scope.LINKS)
  public ObjectNode delete(Caller caller, @PathVariable String id, HttpServletRequest request) {
    long contactId = contact(id);
    links.remove(caller, contactId, traces.of(request));
    return answer(contactId);
  }

  private ObjectNode answer(long contactId) {
    return JsonNodeFactory.instance
        .objectNode()
        .put("contact_id", contactId)
        .put("status_url", urls.of("/api/contacts/" + contactId + "/link"));
  }

  private static long contact(String id) {
    if (!ID.matcher(id).matches()) {
      throw Problem.of(ProblemCode.NOT_FOUND).exception();
    }
    return Long.parseLong(id);
  }
}
