package dev.puente.ingest.client;

import dev.puente.event.v1.ClientOrigin;
import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.ingest.publish.AckWindow;
import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.PublishException;
import dev.puente.schemas.tenant.TenantConfig;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * Imports clients line by line in bounded memory: good lines are kept whatever the others are, bad
 * ones are reported.
 */
public final class ClientImport {
  private final Clients clients;
  private final EventPublisher publisher;
  private final int window;
  private final Duration ackLimit;

  /**
   * @param window most records under way at a time
   * @param ackLimit how long one acknowledgement may take
   */
  public ClientImport(Clients clients, EventPublisher publisher, int window, Duration ackLimit) {
    this.clients = clients;
    this.publisher = publisher;
    this.window = window;
    this.ackLimit = ackLimit;
  }

  /** Totals of an import; all lines that are not blank are in one of them. */
  record Totals(long accepted, long rejected) {}

  /** Is told about every line that is not blank. */
  interface Report {
    /** It is in Kafka. */
    default void kept() {}

    /** It is not kept, because it is wrong or because Kafka did not take it. */
    void refused(long line, List<FieldProblem> problems);
  }

  Totals run(TenantConfig tenant, ImportSource source, String traceParent, Report report)
      throws IOException {
    Run run = new Run(report);
    AckWindow<Long> acks = new AckWindow<>(window, ackLimit, run::settled);
    try {
      ImportSource.Row row;
      while ((row = source.next()) != null) {
        ClientData client = run.check(row);
        if (client != null) {
          acks.add(row.line(), publish(tenant, client, traceParent));
        }
      }
    } catch (IOException e) {
      // What came before the break is kept, and told.
      acks.drain();
      throw e;
    }
    acks.drain();
    return new Totals(run.accepted, run.rejected);
  }

  private CompletableFuture<Void> publish(
      TenantConfig tenant, ClientData client, String traceParent) {
    if (!publisher.reachable()) {
      return CompletableFuture.failedFuture(
          new PublishException(PublishException.Reason.UNREACHABLE));
    }
    return publisher.publish(clients.publication(tenant, client, ClientOrigin.IMPORT, traceParent));
  }

  private final class Run {
    private final Report report;
    private long accepted;
    private long rejected;

    Run(Report report) {
      this.report = report;
    }

    @org.jspecify.annotations.Nullable
    ClientData check(ImportSource.Row row) {
      List<FieldProblem> problems = row.problems();
      if (row.object() != null) {
        ClientReader.Reading reading = clients.read(null, row.object());
        if (reading.client() != null) {
          return reading.client();
        }
        problems = reading.problems();
      }
      refuse(row.line(), problems);
      return null;
    }

    void settled(AckWindow.Result<Long> result) {
      if (result.kept()) {
        accepted++;
        report.kept();
      } else {
        refuse(result.of(), List.of(FieldProblem.of("", FieldCode.UNAVAILABLE)));
      }
    }

    private void refuse(long line, List<FieldProblem> problems) {
      rejected++;
      report.refused(line, problems);
    }
  }
}
