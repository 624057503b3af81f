package dev.puente.ingest.webhook;

import dev.puente.ingest.web.Queries;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Secrets that an unsigned sender brings along: behind the tenant in the path, as {@code ?token=},
 * or as the password of basic authentication (Chatwoot sends it for a URL with {@code
 * user:password@}, v4.16.2 {@code lib/safe_fetch/request_options.rb}).
 */
final class Tokens {
  private static final String BASIC = "Basic ";
  private static final int HEADER_LIMIT = 2_000;

  private Tokens() {}

  static List<String> of(HttpServletRequest request, @Nullable String inPath) {
    List<String> tokens = new ArrayList<>();
    add(tokens, inPath);
    add(tokens, Queries.first(request, "token"));
    add(tokens, password(request.getHeader("Authorization")));
    return tokens;
  }

  static @Nullable String password(@Nullable String authorization) {
    if (authorization == null
        || authorization.length() > HEADER_LIMIT
        || !authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
      return null;
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(authorization.substring(BASIC.length()).strip());
      String pair = new String(decoded, StandardCharsets.UTF_8);
      int colon = pair.indexOf(':');
      return colon < 0 ? null : pair.substring(colon + 1);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static void add(List<String> tokens, @Nullable String token) {
    if (token != null && !token.isEmpty()) {
      tokens.add(token);
    }
  }
}
