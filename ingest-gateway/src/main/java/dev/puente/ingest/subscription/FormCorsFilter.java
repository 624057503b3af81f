package dev.puente.ingest.subscription;

import dev.puente.ingest.auth.Tenants;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.web.ProblemResponses;
import dev.puente.ingest.web.Queries;
import dev.puente.schemas.tenant.TenantConfig;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * CORS of the form and its status link: origins of the tenants' lists, no credentials. Stands in
 * front of MVC, whose own preflight handling knows no lists by tenant.
 */
public final class FormCorsFilter extends HttpFilter {
  private static final long serialVersionUID = 1L;
  private static final String MAX_AGE_SECONDS = "600";

  private final transient Tenants tenants;
  private final transient ProblemResponses problems;

  /** Asks the tenants' lists anew for every request. */
  public FormCorsFilter(Tenants tenants, ProblemResponses problems) {
    this.tenants = tenants;
    this.problems = problems;
  }

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    @Nullable String origin = request.getHeader("Origin");
    response.addHeader("Vary", "Origin");
    boolean allowed = origin != null && allowed(request, origin);
    if (allowed) {
      response.setHeader("Access-Control-Allow-Origin", origin);
      response.setHeader("Access-Control-Expose-Headers", "Retry-After, Content-Language");
    }
    if (!request.getMethod().equals("OPTIONS")) {
      chain.doFilter(request, response);
    } else if (origin != null && !allowed) {
      problems.write(request, response, Problem.of(ProblemCode.ORIGIN_NOT_ALLOWED));
    } else {
      response.setStatus(204);
      response.setHeader("Allow", "GET, POST, OPTIONS");
      response.setHeader("Access-Control-Allow-Methods", "GET, POST");
      response.setHeader(
          "Access-Control-Allow-Headers",
          "content-type, idempotency-key, accept-language, traceparent");
      response.setHeader("Access-Control-Max-Age", MAX_AGE_SECONDS);
    }
  }

  private boolean allowed(HttpServletRequest request, String origin) {
    String named = Queries.first(request, "tenant");
    return tenants.current().all().stream()
        .filter(tenant -> named == null || tenant.id().equals(named))
        .anyMatch((TenantConfig tenant) -> FormTenant.allows(tenant, origin));
  }
}
