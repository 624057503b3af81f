package dev.puente.sandbox.chatwoot.http;

import dev.puente.sandbox.chatwoot.rules.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The known paths; the first route that fits answers. Filled before the server starts. */
public final class Routes {

  private record Route(String method, List<String> pattern, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /**
   * Adds a route.
   *
   * @param pattern a path in which {@code {name}} stands for one segment
   */
  public Routes add(String method, String pattern, Handler handler) {
    routes.add(new Route(method, Call.split(pattern), handler));
    return this;
  }

  /**
   * The answer for a call; a {@link Problem} becomes its answer, an unknown path the framework's
   * 404.
   */
  Reply answer(Call call) {
    try {
      List<String> path = Call.split(call.path());
      for (Route route : routes) {
        Map<String, String> segments =
            route.method.equals(call.method()) ? match(route.pattern, path) : null;
        if (segments != null) {
          call.segments(segments);
          return route.handler.handle(call);
        }
      }
      return Reply.of(Problem.framework(404, "Not Found"));
    } catch (Problem problem) {
      return Reply.of(problem);
    }
  }

  private static @Nullable Map<String, String> match(List<String> pattern, List<String> path) {
    if (pattern.size() != path.size()) {
      return null;
    }
    Map<String, String> segments = new HashMap<>();
    for (int i = 0; i < pattern.size(); i++) {
      String part = pattern.get(i);
      if (part.startsWith("{")) {
        segments.put(part.substring(1, part.length() - 1), path.get(i));
      } else if (!part.equals(path.get(i))) {
        return null;
      }
    }
    return segments;
  }
}
