package dev.puente.ingest.web;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemDocuments;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;

/** Answers with problem documents in the caller's language. */
public final class ProblemResponses {
  private final ProblemDocuments documents;

  /** Renders with these documents. */
  public ProblemResponses(ProblemDocuments documents) {
    this.documents = documents;
  }

  /** The language of answers to this request, {@code en} or {@code es}. */
  public String language(HttpServletRequest request) {
    return documents.language(request.getHeader("Accept-Language"));
  }

  /** Writes the answer; does nothing but close when something was sent already. */
  public void write(HttpServletRequest request, HttpServletResponse response, Problem problem)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    String language = language(request);
    byte[] body = documents.bytes(problem, language);
    response.resetBuffer();
    response.setStatus(problem.status());
    for (Map.Entry<String, String> header : problem.headers().entrySet()) {
      response.setHeader(header.getKey(), header.getValue());
    }
    response.setHeader("Content-Language", language);
    response.setHeader("Cache-Control", "no-store");
    response.setContentType(ProblemDocuments.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
