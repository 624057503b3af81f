package dev.puente.ingest.web;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import java.net.SocketTimeoutException;

/** Problems for bodies that did not come to their end. */
public final class BrokenProblems {
  private BrokenProblems() {}

  /** 408 when the caller was too slow, else 400: it went away, or sent what is not HTTP. */
  public static Problem of(Exception broken) {
    // Tomcat wraps what ends a connection.
    boolean slow =
        broken instanceof SocketTimeoutException
            || broken.getCause() instanceof SocketTimeoutException;
    return Problem.of(slow ? ProblemCode.TOO_SLOW : ProblemCode.BAD_REQUEST);
  }
}
