package dev.puente.matcher.query;

import dev.puente.schemas.key.TenantKey;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The internal query endpoint. 404 means certainly unknown; while stores move or restore the answer
 * is 503 with {@code Retry-After}.
 */
@RestController
@RequestMapping("/internal/v1/tenants/{tenant}")
public final class QueryController {
  private static final String RETRY_AFTER_SECONDS = "1";
  private static final String ID = "{id}";

  private final QueryService service;
  private final byte[] authorization;

  /** An endpoint that wants this token. */
  public QueryController(QueryService service, String token) {
    this.service = service;
    this.authorization = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
  }

  @GetMapping("/{kind}/{id}")
  ResponseEntity<?> whole(
      @PathVariable String tenant,
      @PathVariable String kind,
      @PathVariable String id,
      HttpServletRequest request,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String given) {
    return answer(kind + "/" + ID, tenant, id, request, given);
  }

  @GetMapping("/{kind}/{id}/{view}")
  ResponseEntity<?> view(
      @PathVariable String tenant,
      @PathVariable String kind,
      @PathVariable String id,
      @PathVariable String view,
      HttpServletRequest request,
      @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String given) {
    return answer(kind + "/" + ID + "/" + view, tenant, id, request, given);
  }

  private ResponseEntity<?> answer(
      String path, String tenant, String id, HttpServletRequest request, @Nullable String given) {
    if (!authorized(given)) {
      return problem(HttpStatus.UNAUTHORIZED);
    }
    if (!TenantKey.isTenant(tenant) || id.isEmpty()) {
      return problem(HttpStatus.NOT_FOUND);
    }
    boolean forwarded = request.getHeader(PeerClient.FORWARDED) != null;
    String query = request.getQueryString();
    QueryAnswer answer =
        service.answer(
            path,
            new TenantKey(tenant, id),
            request.getRequestURI() + (query == null ? "" : "?" + query),
            parameters(request),
            forwarded);
    return switch (answer) {
      case QueryAnswer.Found found ->
          ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(found.body());
      case QueryAnswer.Relayed relayed ->
          ResponseEntity.status(relayed.status())
              .contentType(MediaType.APPLICATION_JSON)
              .body(relayed.body().getBytes(StandardCharsets.UTF_8));
      case QueryAnswer.Unknown unknown -> problem(HttpStatus.NOT_FOUND);
      case QueryAnswer.Unavailable unavailable -> problem(HttpStatus.SERVICE_UNAVAILABLE);
    };
  }

  private static Map<String, String> parameters(HttpServletRequest request) {
    Map<String, String> first = new HashMap<>();
    request.getParameterMap().forEach((name, values) -> first.put(name, values[0]));
    return first;
  }

  private boolean authorized(@Nullable String given) {
    return given != null
        && MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), authorization);
  }

  private static ResponseEntity<ProblemDetail> problem(HttpStatus status) {
    ResponseEntity.BodyBuilder builder =
        ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON);
    if (status == HttpStatus.SERVICE_UNAVAILABLE) {
      builder.header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS);
    }
    return builder.body(ProblemDetail.forStatus(status));
  }
}
