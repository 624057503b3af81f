package dev.puente.ingest.metrics;

import dev.puente.ingest.metrics.IngestMetrics.Outcome;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts writing requests of the API by their kind and by the status of their answer. */
public final class CountingFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");
  private static final String ROOT = "/api/";
  private static final Set<String> KINDS =
      Set.of("webhooks", "subscriptions", "notifications", "clients", "contacts");

  private final transient IngestMetrics metrics;

  /** Counts into these metrics. */
  public CountingFilter(IngestMetrics metrics) {
    this.metrics = metrics;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    String kind = kind(request);
    if (kind == null) {
      chain.doFilter(request, response);
      return;
    }
    metrics.accepted(kind);
    Outcome outcome = Outcome.FAILED;
    try {
      chain.doFilter(request, response);
      outcome = Outcome.ofStatus(response.getStatus());
    } finally {
      metrics.finished(kind, outcome);
    }
  }

  /** The first segment behind {@code /api/}; null for what is not counted. */
  private static @Nullable String kind(HttpServletRequest request) {
    String path = request.getRequestURI();
    if (!WRITES.contains(request.getMethod()) || !path.startsWith(ROOT)) {
      return null;
    }
    int end = path.indexOf('/', ROOT.length());
    String segment = path.substring(ROOT.length(), end < 0 ? path.length() : end);
    return KINDS.contains(segment) ? segment : null;
  }
}
