package dev.puente.ingest.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Query parameters without touching the body: {@code getParameter} would read a body that is sent
 * as a form.
 */
public final class Queries {
  private Queries() {}

  /** The first value of that name, decoded; null when it is absent, empty or not decodable. */
  public static @Nullable String first(HttpServletRequest request, String name) {
    @Nullable String query = request.getQueryString();
    if (query == null) {
      return null;
    }
    for (String pair : query.split("&", 64)) {
      int equals = pair.indexOf('=');
      if (equals > 0 && pair.substring(0, equals).equals(name)) {
        return decode(pair.substring(equals + 1));
      }
    }
    return null;
  }

  private static @Nullable String decode(String text) {
    try {
      String decoded = URLDecoder.decode(text, StandardCharsets.UTF_8);
      return decoded.isEmpty() ? null : decoded;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
