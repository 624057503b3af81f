package dev.puente.ingest.web;

import dev.puente.ingest.problem.ProblemDocuments;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Requests that Tomcat refuses before they reach the application, as problem documents. */
public final class ProblemErrorValve extends ErrorReportValve {
  private static final Logger log = LoggerFactory.getLogger(ProblemErrorValve.class);

  private final ProblemDocuments documents;

  /** Renders with these documents. */
  public ProblemErrorValve(ProblemDocuments documents) {
    this.documents = documents;
  }

  @Override
  protected void report(Request request, Response response, Throwable throwable) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    try {
      response.setContentType(ProblemDocuments.MEDIA_TYPE);
      response.getOutputStream().write(documents.bytes(StatusProblems.of(status), "en"));
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      log.atDebug().addKeyValue("failure", e.getClass().getName()).log("error page not sent");
    }
  }
}
