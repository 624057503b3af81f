package dev.puente.ingest.view;

import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this instance accepted a moment ago, so that a caller who looks at once does not get a 404
 * because the matcher has not read it yet. Bounded in number and in time; shown only in the place
 * of a 404.
 */
public final class RecentWrites {
  /** How long the matcher may need to read a record. */
  static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final InstantSource clock;
  private final Map<String, Shown> byKey;

  private record Shown(long until, ObjectNode view) {}

  /** Forgets the oldest beyond the limit. */
  public RecentWrites(int limit, InstantSource clock) {
    this.clock = clock;
    this.byKey =
        new LinkedHashMap<>() {
          private static final long serialVersionUID = 1L;

          @Override
          protected boolean removeEldestEntry(Map.Entry<String, Shown> eldest) {
            return size() > limit;
          }
        };
  }

  /** Remembers what the view will show. */
  public void remember(String kind, String tenant, String id, ObjectNode view) {
    Shown entry = new Shown(clock.millis() + REMEMBERED.toMillis(), view.deepCopy());
    String key = key(kind, tenant, id);
    synchronized (byKey) {
      byKey.remove(key);
      byKey.put(key, entry);
    }
  }

  /** Forgets it: it was erased. */
  public void forget(String kind, String tenant, String id) {
    synchronized (byKey) {
      byKey.remove(key(kind, tenant, id));
    }
  }

  /**
   * The view; what was remembered when the view knows nothing yet.
   *
   * @throws ProblemException of the view
   */
  public ObjectNode orRemembered(String kind, String tenant, String id, Supplier<ObjectNode> view) {
    try {
      return view.get();
    } catch (ProblemException e) {
      Shown entry = e.problem().code() == ProblemCode.NOT_FOUND ? find(kind, tenant, id) : null;
      if (entry == null) {
        throw e;
      }
      return entry.view().deepCopy().put("as_of", clock.instant().toString());
    }
  }

  /** Whether it was accepted a moment ago. */
  public boolean remembers(String kind, String tenant, String id) {
    return find(kind, tenant, id) != null;
  }

  private @org.jspecify.annotations.Nullable Shown find(String kind, String tenant, String id) {
    synchronized (byKey) {
      Shown entry = byKey.get(key(kind, tenant, id));
      return entry == null || entry.until() < clock.millis() ? null : entry;
    }
  }

  private static String key(String kind, String tenant, String id) {
    return kind + '/' + tenant + '/' + id;
  }
}
