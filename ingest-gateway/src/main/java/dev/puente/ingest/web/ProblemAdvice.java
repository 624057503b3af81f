package dev.puente.ingest.web;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.publish.PublishException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Every exception of a handler becomes a problem document. */
@RestControllerAdvice
public final class ProblemAdvice {
  private static final Logger log = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ProblemResponses problems;

  /** Answers through these. */
  public ProblemAdvice(ProblemResponses problems) {
    this.problems = problems;
  }

  /** A decided answer. */
  @ExceptionHandler
  public void decided(ProblemException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problems.write(request, response, e.problem());
  }

  /** A record that was not kept. */
  @ExceptionHandler
  public void notKept(PublishException e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    problems.write(request, response, PublishProblems.of(e));
  }

  /** The caller went away, sent less than announced, or too slowly. */
  @ExceptionHandler({IOException.class, UncheckedIOException.class})
  public void broken(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    log.atDebug().addKeyValue("failure", e.getClass().getName()).log("connection broken");
    problems.write(request, response, BrokenProblems.of(e));
  }

  /** Refusals of the framework keep their status and headers; everything else is a defect. */
  @ExceptionHandler(Exception.class)
  public void others(Exception e, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (e instanceof ErrorResponse refusal && refusal.getStatusCode().is4xxClientError()) {
      Problem problem = StatusProblems.of(refusal.getStatusCode().value());
      HttpHeaders headers = refusal.getHeaders();
      for (String name : headers.headerNames()) {
        problem = problem.header(name, String.join(", ", headers.getOrEmpty(name)));
      }
      problems.write(request, response, problem);
      return;
    }
    // The message may quote input, so only the place is logged.
    log.atError()
        .addKeyValue("failure", e.getClass().getName())
        .addKeyValue("at", e.getStackTrace().length == 0 ? "" : e.getStackTrace()[0])
        .log("request failed");
    problems.write(request, response, Problem.of(ProblemCode.INTERNAL));
  }
}
