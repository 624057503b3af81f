package dev.puente.ingest.web;

import dev.puente.ingest.auth.NeedsScope;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Answers 406 before anything was done when a caller with a key can take no kind of JSON (RFC 9110,
 * 12.5.1). Any kind is enough: JSON, JSON lines and problem documents are read by the same
 * programs, and few name all three. A header that is not readable counts as none. Webhooks and the
 * form are never refused for it: nobody would send them again.
 */
public final class AcceptedTypes implements HandlerInterceptor {
  private static final int LIMIT = 4_000;

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    boolean keyed =
        handler instanceof HandlerMethod method && method.hasMethodAnnotation(NeedsScope.class);
    if (keyed && !acceptable(Collections.list(request.getHeaders("Accept")))) {
      throw Problem.of(ProblemCode.NOT_ACCEPTABLE).exception();
    }
    return true;
  }

  /** Whether one of the ranges takes JSON, or none is readable. */
  static boolean acceptable(List<String> headers) {
    boolean readable = false;
    for (String header : headers) {
      for (String range : header.substring(0, Math.min(header.length(), LIMIT)).split(",")) {
        String[] parts = range.strip().toLowerCase(Locale.ROOT).split("\\s*;\\s*");
        boolean known = parts[0].matches("[^/\\s]+/[^/\\s]+");
        readable |= known;
        if (known && isJson(parts[0]) && !refused(parts)) {
          return true;
        }
      }
    }
    return !readable;
  }

  private static boolean isJson(String type) {
    return switch (type) {
      case "*/*", "application/*", "application/json", "text/json" -> true;
      case "application/x-ndjson", "application/ndjson", "application/jsonl" -> true;
      default -> type.startsWith("application/") && type.endsWith("+json");
    };
  }

  /** A weight of zero means "not this one". */
  private static boolean refused(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      if (parts[i].matches("q\\s*=\\s*0(\\.0*)?")) {
        return true;
      }
    }
    return false;
  }
}
