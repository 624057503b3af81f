package dev.puente.ingest.client;

import dev.puente.ingest.auth.Caller;
import dev.puente.ingest.auth.NeedsScope;
import dev.puente.ingest.auth.Scope;
import dev.puente.ingest.metrics.IngestMetrics;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.ingest.problem.ProblemDocuments;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.web.Bodies;
import dev.puente.ingest.web.NdjsonWriter;
import dev.puente.ingest.web.ProblemResponses;
import dev.puente.ingest.web.TraceParents;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/clients/import}: NDJSON or CSV in, NDJSON out, both streamed. */
@RestController
public final class ImportController {
  private final ClientImport imports;
  private final EventPublisher publisher;
  private final TraceParents traces;
  private final ProblemDocuments documents;
  private final ProblemResponses problems;
  private final IngestMetrics metrics;

  /** A thin layer over these. */
  public ImportController(
      ClientImport imports,
      EventPublisher publisher,
      TraceParents traces,
      ProblemDocuments documents,
      ProblemResponses problems,
      IngestMetrics metrics) {
    this.imports = imports;
    this.publisher = publisher;
    this.traces = traces;
    this.documents = documents;
    this.problems = problems;
    this.metrics = metrics;
  }

  /** Imports and reports: a line for each refused one, then the totals. */
  @PostMapping("/api/clients/import")
  @NeedsScope(Scope.CLIENTS)
  public void run(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!publisher.reachable()) {
      throw new PublishException(PublishException.Reason.UNREACHABLE);
    }
    ImportSource source = source(request);
    String language = problems.language(request);
    try (NdjsonWriter out = new NdjsonWriter(response)) {
      ClientImport.Totals totals =
          imports.run(caller.tenant(), source, traces.of(request), new Lines(out, language));
      out.write(
          JsonNodeFactory.instance
              .objectNode()
              .put("accepted", totals.accepted())
              .put("rejected", totals.rejected()));
    }
  }

  private final class Lines implements ClientImport.Report {
    private final NdjsonWriter out;
    private final String language;

    Lines(NdjsonWriter out, String language) {
      this.out = out;
      this.language = language;
    }

    @Override
    public void kept() {
      metrics.lines("clients", "published", 1);
    }

    @Override
    public void refused(long line, List<FieldProblem> problems) {
      boolean failed = problems.stream().anyMatch(p -> p.code() == FieldCode.UNAVAILABLE);
      metrics.lines("clients", failed ? "failed" : "rejected", 1);
      ObjectNode refused = JsonNodeFactory.instance.objectNode().put("line", line);
      refused.set("errors", documents.errors(problems, language));
      out.write(refused);
    }
  }

  private static ImportSource source(HttpServletRequest request) throws IOException {
    String type = Bodies.mediaType(request);
    if (type.equals("text/csv") || type.equals("application/csv")) {
      Bodies.requirePlain(request);
      return ImportSource.csv(request.getInputStream());
    }
    Bodies.requireNdjson(request);
    return ImportSource.ndjson(request.getInputStream());
  }
}
