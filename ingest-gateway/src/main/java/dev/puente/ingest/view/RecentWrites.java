package dev.puente.ingest.view;

import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this instance accepted a moment ago, so that a caller who looks at once does not get a 404,
 * or what was there before, because the matcher has not read it yet. Bounded in number and in time,
 * and forgotten once a view has shown it or something newer.
 */
public final class RecentWrites {
  /** How long the matcher may need to read a record. */
  static final Duration REMEMBERED = Duration.ofMinutes(2);

  private final InstantSource clock;
  private final Map<String, Shown> byKey;

  /** In views of things that change: when the record was written; callers do not see it. */
  private static final String CHANGED_AT = "changed_at";

  /** What only the matcher knows, and an older view knows well enough. */
  private static final String CONTACTS = "contacts";

  private record Shown(Instant begun, Instant until, ObjectNode view) {}

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

  /** The time now; taken before a write, it tells the write from older ones. */
  public Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  /**
   * Remembers what the view will show.
   *
   * @param begun when the write began
   */
  public void remember(String kind, String tenant, String id, Instant begun, ObjectNode view) {
    Shown entry = new Shown(begun, now().plus(REMEMBERED), view.deepCopy());
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
   * The view; what was remembered when the view knows nothing yet, or only what was there before.
   *
   * @throws ProblemException of the view
   */
  public ObjectNode orRemembered(String kind, String tenant, String id, Supplier<ObjectNode> view) {
    Shown entry = find(kind, tenant, id);
    ObjectNode shown;
    try {
      shown = view.get();
    } catch (ProblemException e) {
      if (entry == null || e.problem().code() != ProblemCode.NOT_FOUND) {
        throw e;
      }
      return remembered(entry);
    }
    JsonNode changedAt = shown.remove(CHANGED_AT);
    if (entry == null) {
      return shown;
    }
    if (changedAt != null && Instant.parse(changedAt.asString()).isBefore(entry.begun())) {
      ObjectNode newer = remembered(entry);
      JsonNode contacts = shown.get(CONTACTS);
      return contacts == null ? newer : newer.set(CONTACTS, contacts);
    }
    forget(kind, tenant, id);
    return shown;
  }

  private ObjectNode remembered(Shown entry) {
    return entry.view().deepCopy().put("as_of", clock.instant().toString());
  }

  /** Whether it was accepted a moment ago. */
  public boolean remembers(String kind, String tenant, String id) {
    return find(kind, tenant, id) != null;
  }

  private @Nullable Shown find(String kind, String tenant, String id) {
    synchronized (byKey) {
      Shown entry = byKey.get(key(kind, tenant, id));
      return entry == null || entry.until().isBefore(now()) ? null : entry;
    }
  }

  private static String key(String kind, String tenant, String id) {
    return kind + '/' + tenant + '/' + id;
  }
}
