package dev.puente.ingest.notification;

import dev.puente.ingest.auth.Caller;
import dev.puente.ingest.auth.NeedsScope;
import dev.puente.ingest.auth.Scope;
import dev.puente.ingest.metrics.IngestMetrics;
import dev.puente.ingest.notification.NotificationBatch.LineResult;
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
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** {@code POST /api/notifications/batch}: NDJSON in, NDJSON out, both streamed. */
@RestController
public final class BatchController {
  private final NotificationBatch batch;
  private final EventPublisher publisher;
  private final TraceParents traces;
  private final ProblemDocuments documents;
  private final ProblemResponses problems;
  private final IngestMetrics metrics;

  /** A thin layer over these. */
  public BatchController(
      NotificationBatch batch,
      EventPublisher publisher,
      TraceParents traces,
      ProblemDocuments documents,
      ProblemResponses problems,
      IngestMetrics metrics) {
    this.batch = batch;
    this.publisher = publisher;
    this.traces = traces;
    this.documents = documents;
    this.problems = problems;
    this.metrics = metrics;
  }

  /** Takes them and answers a line for each line. */
  @PostMapping("/api/notifications/batch")
  @NeedsScope(Scope.NOTIFY)
  public void run(Caller caller, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Bodies.requireNdjson(request);
    if (!publisher.reachable()) {
      throw new PublishException(PublishException.Reason.UNREACHABLE);
    }
    String language = problems.language(request);
    try (NdjsonWriter out = new NdjsonWriter(response)) {
      batch.run(
          caller.tenant(),
          request.getInputStream(),
          traces.of(request),
          result -> {
            metrics.lines("notifications", outcome(result.status()), 1);
            out.write(line(result, language));
          });
    }
  }

  private ObjectNode line(LineResult result, String language) {
    ObjectNode node =
        JsonNodeFactory.instance
            .objectNode()
            .put("line", result.line())
            .put("status", result.status());
    if (result.id() != null) {
      node.put("notification_id", result.id());
    }
    node.set("errors", documents.errors(result.problems(), language));
    return node;
  }

  private static String outcome(int status) {
    return switch (status) {
      case 202 -> "published";
      case 503 -> "failed";
      default -> "rejected";
    };
  }
}
