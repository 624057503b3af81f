package dev.puente.schemas.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A complete registry in memory: ids, versions and compatibility as the real one has them. For
 * tests, and the core of the embedded registry server. Equal schema text has one id in all
 * subjects. Safe for several threads.
 */
public final class InMemorySchemaRegistry implements SchemaRegistryClient {

  /** Keeps changes before they take effect; when it throws, the change does not happen. */
  public interface Journal {
    /** A schema is about to be registered. */
    void registered(RegisteredSchema schema);

    /** A rule is about to change; the subject is null for the default. */
    void configured(@Nullable String subject, CompatibilityLevel level);
  }

  /**
   * The rule until another one is set: a reader with the newest schema can read everything ever
   * written.
   */
  public static final CompatibilityLevel DEFAULT_LEVEL = CompatibilityLevel.BACKWARD_TRANSITIVE;

  private static final Journal NOWHERE =
      new Journal() {
        @Override
        public void registered(RegisteredSchema schema) {}

        @Override
        public void configured(@Nullable String subject, CompatibilityLevel level) {}
      };

  private final ReentrantLock lock = new ReentrantLock();
  private final Journal journal;
  private final Map<String, List<RegisteredSchema>> subjects = new LinkedHashMap<>();
  private final Map<String, CompatibilityLevel> levels = new HashMap<>();
  private final Map<String, Integer> idsByText = new HashMap<>();
  private final Map<Integer, Schema> schemasById = new HashMap<>();
  private CompatibilityLevel defaultLevel = DEFAULT_LEVEL;
  private int lastId;

  /** An empty registry that keeps nothing elsewhere. */
  public InMemorySchemaRegistry() {
    this(NOWHERE);
  }

  /** An empty registry that reports each change to a journal before it takes effect. */
  public InMemorySchemaRegistry(Journal journal) {
    this.journal = journal;
  }

  /**
   * Takes over an entry that the journal kept; the journal is not called. Entries of a subject come
   * in order of versions.
   */
  public void restore(RegisteredSchema schema) {
    locked(
        () -> {
          apply(schema);
          return schema;
        });
  }

  /** Takes over a rule that the journal kept; the journal is not called. */
  public void restore(@Nullable String subject, CompatibilityLevel level) {
    locked(() -> apply(subject, level));
  }

  @Override
  public int register(String subject, Schema schema) {
    return locked(
        () -> {
          RegisteredSchema known = find(subject, schema);
          if (known != null) {
            return known.id();
          }
          List<RegisteredSchema> earlier = subjects.getOrDefault(subject, List.of());
          requireCompatible(subject, schema, earlier);
          int version = earlier.isEmpty() ? 1 : earlier.getLast().version() + 1;
          Integer id = idsByText.get(schema.toString());
          var registered =
              new RegisteredSchema(subject, version, id == null ? lastId + 1 : id, schema);
          journal.registered(registered);
          apply(registered);
          return registered.id();
        });
  }

  @Override
  public int id(String subject, Schema schema) {
    return lookup(subject, schema).id();
  }

  /** The version under which the schema is registered in the subject. */
  public RegisteredSchema lookup(String subject, Schema schema) {
    return locked(
        () -> {
          existing(subject);
          RegisteredSchema known = find(subject, schema);
          if (known == null) {
            throw new SchemaRegistryException(
                404, SchemaRegistryException.SCHEMA_NOT_FOUND, "Schema not found");
          }
          return known;
        });
  }

  @Override
  public Schema schema(int id) {
    return locked(
        () -> {
          Schema schema = schemasById.get(id);
          if (schema == null) {
            throw new SchemaRegistryException(
                404, SchemaRegistryException.SCHEMA_NOT_FOUND, "Schema %d not found".formatted(id));
          }
          return schema;
        });
  }

  /** Every place where the schema with that id is registered. */
  public List<RegisteredSchema> usages(int id) {
    return locked(
        () -> {
          schema(id);
          return subjects.values().stream()
              .flatMap(List::stream)
              .filter(entry -> entry.id() == id)
              .toList();
        });
  }

  @Override
  public RegisteredSchema latest(String subject) {
    return locked(() -> existing(subject).getLast());
  }

  @Override
  public RegisteredSchema version(String subject, int version) {
    return locked(
        () ->
            existing(subject).stream()
                .filter(entry -> entry.version() == version)
                .findFirst()
                .orElseThrow(
                    () ->
                        new SchemaRegistryException(
                            404,
                            SchemaRegistryException.VERSION_NOT_FOUND,
                            "Version %d not found.".formatted(version))));
  }

  @Override
  public List<String> subjects() {
    return locked(() -> List.copyOf(subjects.keySet()));
  }

  @Override
  public List<Integer> versions(String subject) {
    return locked(() -> existing(subject).stream().map(RegisteredSchema::version).toList());
  }

  @Override
  public CompatibilityResult testCompatibility(String subject, Schema schema) {
    return locked(() -> check(subject, schema, subjects.getOrDefault(subject, List.of())));
  }

  /** As {@link #testCompatibility(String, Schema)}, but against one version only. */
  public CompatibilityResult testCompatibility(String subject, int version, Schema schema) {
    return locked(() -> check(subject, schema, List.of(version(subject, version))));
  }

  @Override
  public CompatibilityLevel compatibility(@Nullable String subject) {
    return locked(() -> level(subject));
  }

  /** The subject's own rule, null when it follows the default. */
  public @Nullable CompatibilityLevel ownCompatibility(String subject) {
    lock.lock();
    try {
      return levels.get(subject);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void setCompatibility(@Nullable String subject, CompatibilityLevel level) {
    locked(
        () -> {
          journal.configured(subject, level);
          return apply(subject, level);
        });
  }

  private CompatibilityLevel level(@Nullable String subject) {
    return subject == null ? defaultLevel : levels.getOrDefault(subject, defaultLevel);
  }

  private @Nullable RegisteredSchema find(String subject, Schema schema) {
    String text = schema.toString();
    for (RegisteredSchema entry : subjects.getOrDefault(subject, List.of())) {
      if (entry.schema().toString().equals(text)) {
        return entry;
      }
    }
    return null;
  }

  private List<RegisteredSchema> existing(String subject) {
    List<RegisteredSchema> entries = subjects.get(subject);
    if (entries == null) {
      throw new SchemaRegistryException(
          404,
          SchemaRegistryException.SUBJECT_NOT_FOUND,
          "Subject '%s' not found.".formatted(subject));
    }
    return entries;
  }

  private CompatibilityResult check(String subject, Schema schema, List<RegisteredSchema> earlier) {
    return level(subject).check(schema, earlier.stream().map(RegisteredSchema::schema).toList());
  }

  private void requireCompatible(String subject, Schema schema, List<RegisteredSchema> earlier) {
    CompatibilityResult result = check(subject, schema, earlier);
    if (!result.compatible()) {
      throw new SchemaRegistryException(
          409,
          SchemaRegistryException.INCOMPATIBLE,
          "Schema being registered is incompatible with an earlier schema for subject \"%s\", rule %s: %s"
              .formatted(subject, level(subject), result.messages()));
    }
  }

  private void apply(RegisteredSchema schema) {
    subjects.computeIfAbsent(schema.subject(), any -> new ArrayList<>()).add(schema);
    idsByText.putIfAbsent(schema.schema().toString(), schema.id());
    schemasById.putIfAbsent(schema.id(), schema.schema());
    lastId = Math.max(lastId, schema.id());
  }

  private CompatibilityLevel apply(@Nullable String subject, CompatibilityLevel level) {
    if (subject == null) {
      defaultLevel = level;
    } else {
      levels.put(subject, level);
    }
    return level;
  }

  private <R> R locked(Supplier<R> action) {
    lock.lock();
    try {
      return action.get();
    } finally {
      lock.unlock();
    }
  }
}
