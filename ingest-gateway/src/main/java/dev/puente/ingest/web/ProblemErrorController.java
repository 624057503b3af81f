package dev.puente.ingest.web;

import dev.puente.ingest.auth.NeedsNoKey;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Errors that no handler caught, dispatched here by the container. */
@RestController
public final class ProblemErrorController implements ErrorController {
  private final ProblemResponses problems;

  /** Answers through these. */
  public ProblemErrorController(ProblemResponses problems) {
    this.problems = problems;
  }

  /** The problem of the container's status. */
  @RequestMapping("/error")
  @NeedsNoKey
  public void error(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    problems.write(request, response, StatusProblems.of(status instanceof Integer s ? s : 404));
  }
}
