package dev.puente.ingest.notification;

import dev.puente.ingest.json.JsonText;
import dev.puente.ingest.notification.Notifications.Admission;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.ingest.publish.AckWindow;
import dev.puente.ingest.web.LineReader;
import dev.puente.schemas.tenant.TenantConfig;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Takes many notification requests, one a line, in bounded memory. Requests reach Kafka in the
 * order of their lines.
 */
public final class NotificationBatch {
  /** Longest line, bytes. */
  static final int LINE_LIMIT = NotificationController.BODY_LIMIT;

  /** How many lines are looked up in the view at a time. */
  private static final int CHUNK = 32;

  private final Notifications notifications;
  private final int window;
  private final Duration ackLimit;
  private final JsonText json = JsonText.strict();

  /**
   * @param window most records under way at a time
   * @param ackLimit how long one acknowledgement may take
   */
  public NotificationBatch(Notifications notifications, int window, Duration ackLimit) {
    this.notifications = notifications;
    this.window = window;
    this.ackLimit = ackLimit;
  }

  /**
   * What became of one line.
   *
   * @param status 202, 409, 422, or 503 when it could not be kept
   * @param id as far as it was readable
   */
  record LineResult(long line, int status, @Nullable String id, List<FieldProblem> problems) {}

  /** Is told about every line, in order. */
  interface Report {
    void line(LineResult result);
  }

  private record Row(long line, NotificationReader.Reading reading) {}

  void run(TenantConfig tenant, InputStream in, String traceParent, Report report)
      throws IOException {
    AckWindow<LineResult> acks =
        new AckWindow<>(window, ackLimit, result -> report.line(outcome(result)));
    LineReader lines = new LineReader(in, LINE_LIMIT, false);
    List<Row> chunk = chunk(tenant, lines);
    while (!chunk.isEmpty()) {
      Map<String, String> known = notifications.knownDigests(tenant, ids(chunk));
      for (Row row : chunk) {
        String id = row.reading().id();
        add(
            acks,
            row.line(),
            notifications.admit(
                tenant, row.reading(), id == null ? null : known.get(id), traceParent));
      }
      chunk = chunk(tenant, lines);
    }
    acks.drain();
  }

  private List<Row> chunk(TenantConfig tenant, LineReader lines) throws IOException {
    List<Row> rows = new ArrayList<>(CHUNK);
    LineReader.Line line;
    while (rows.size() < CHUNK && (line = lines.next()) != null) {
      if (!line.blank()) {
        rows.add(new Row(line.number(), read(tenant, line)));
      }
    }
    return rows;
  }

  private NotificationReader.Reading read(TenantConfig tenant, LineReader.Line line) {
    if (line.tooLong()) {
      return bad(FieldProblem.of("", FieldCode.LINE_TOO_LONG, Integer.toString(LINE_LIMIT)));
    }
    return json.object(line.bytes())
        .map((ObjectNode node) -> notifications.read(tenant, node))
        .orElseGet(() -> bad(FieldProblem.of("", FieldCode.NOT_JSON)));
  }

  private static NotificationReader.Reading bad(FieldProblem problem) {
    return new NotificationReader.Reading(null, null, List.of(problem));
  }

  private static List<String> ids(List<Row> chunk) {
    return chunk.stream()
        .filter(row -> row.reading().data() != null)
        .map(row -> row.reading().id())
        .filter(Objects::nonNull)
        .toList();
  }

  private static void add(AckWindow<LineResult> acks, long line, Admission admission) {
    CompletableFuture<Void> settled = CompletableFuture.completedFuture(null);
    switch (admission) {
      case Admission.Taken taken ->
          acks.add(new LineResult(line, 202, taken.id(), List.of()), taken.durable());
      case Admission.Conflict conflict ->
          acks.add(
              new LineResult(
                  line, 409, conflict.id(), List.of(FieldProblem.of("id", FieldCode.ID_CONFLICT))),
              settled);
      case Admission.Refused refused ->
          acks.add(new LineResult(line, 422, refused.id(), refused.problems()), settled);
    }
  }

  private static LineResult outcome(AckWindow.Result<LineResult> result) {
    LineResult line = result.of();
    return result.kept()
        ? line
        : new LineResult(
            line.line(), 503, line.id(), List.of(FieldProblem.of("", FieldCode.UNAVAILABLE)));
  }
}
