package dev.puente.ingest.web;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses addresses with a bare semicolon. What follows it would be cut off as a path parameter, so
 * that {@code /api/clients/a;b} would mean the client {@code a}; as {@code a%3Bb} it is taken.
 */
public final class PlainPaths implements HandlerInterceptor {
  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (request.getRequestURI().indexOf(';') >= 0) {
      throw Problem.of(ProblemCode.BAD_REQUEST).exception();
    }
    return true;
  }
}
