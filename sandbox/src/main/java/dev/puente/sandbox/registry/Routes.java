package dev.puente.sandbox.registry;

import static dev.puente.sandbox.registry.Answer.object;

import dev.puente.schemas.registry.CompatibilityLevel;
import dev.puente.schemas.registry.CompatibilityResult;
import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.registry.RegisteredSchema;
import dev.puente.schemas.registry.SchemaRegistryException;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests of Confluent's API, as far as clients of Avro schemas need it: no deletion, no
 * references, no modes, no contexts. Source: Confluent Schema Registry 7.9, "Schema Registry API
 * Reference".
 */
final class Routes {
  private final InMemorySchemaRegistry registry;

  Routes(InMemorySchemaRegistry registry) {
    this.registry = registry;
  }

  /** Never throws for what a client did. */
  Answer answer(Question question) {
    try {
      Answer answer =
          question.path().isEmpty()
              ? Answer.ok(Map.of())
              : switch (question.segment(0)) {
                case "subjects" -> subjects(question);
                case "schemas" -> schemas(question);
                case "compatibility" -> compatibility(question);
                case "config" -> config(question);
                case "mode" -> Answer.ok(object("mode", "READWRITE"));
                default -> null;
              };
      return answer == null ? Answer.error(404, 404, "HTTP 404 Not Found") : answer;
    } catch (SchemaRegistryException e) {
      return Answer.error(e);
    }
  }

  private @Nullable Answer subjects(Question question) {
    List<String> path = question.path();
    return switch (path.size()) {
      case 1 -> question.method().equals("GET") ? Answer.ok(registry.subjects()) : notAllowed();
      case 2 -> question.method().equals("POST") ? lookUp(question) : notAllowed();
      case 3 -> path.get(2).equals("versions") ? versions(question) : null;
      case 4 -> path.get(2).equals("versions") ? version(question) : null;
      case 5 -> path.get(4).equals("schema") ? schemaText(question) : null;
      default -> null;
    };
  }

  private Answer lookUp(Question question) {
    return Answer.ok(described(registry.lookup(question.segment(1), question.schema())));
  }

  private Answer versions(Question question) {
    String subject = question.segment(1);
    return switch (question.method()) {
      case "GET" -> Answer.ok(registry.versions(subject));
      case "POST" -> Answer.ok(object("id", registry.register(subject, question.schema())));
      default -> notAllowed();
    };
  }

  private Answer version(Question question) {
    return question.method().equals("GET") ? Answer.ok(described(wanted(question))) : notAllowed();
  }

  private Answer schemaText(Question question) {
    return question.method().equals("GET")
        ? Answer.ok(new RawJson(wanted(question).schema().toString()))
        : notAllowed();
  }

  private RegisteredSchema wanted(Question question) {
    OptionalInt version = question.version(3);
    return version.isPresent()
        ? registry.version(question.segment(1), version.getAsInt())
        : registry.latest(question.segment(1));
  }

  private @Nullable Answer schemas(Question question) {
    List<String> path = question.path();
    if (!question.method().equals("GET")) {
      return notAllowed();
    }
    if (path.equals(List.of("schemas", "types"))) {
      return Answer.ok(List.of("AVRO"));
    }
    if (path.size() < 3 || !path.get(1).equals("ids") || !path.get(2).matches("\\d{1,9}")) {
      return null;
    }
    int id = Integer.parseInt(path.get(2));
    if (path.size() == 3) {
      return Answer.ok(object("schema", registry.schema(id).toString()));
    }
    return switch (path.get(3)) {
      case "schema" -> Answer.ok(new RawJson(registry.schema(id).toString()));
      case "subjects" ->
          Answer.ok(
              registry.usages(id).stream().map(RegisteredSchema::subject).distinct().toList());
      case "versions" ->
          Answer.ok(
              registry.usages(id).stream()
                  .map(used -> object("subject", used.subject(), "version", used.version()))
                  .toList());
      default -> null;
    };
  }

  private @Nullable Answer compatibility(Question question) {
    List<String> path = question.path();
    if (path.size() < 4 || path.size() > 5 || !path.get(3).equals("versions")) {
      return null;
    }
    if (!question.method().equals("POST")) {
      return notAllowed();
    }
    CompatibilityResult result = check(question);
    return Answer.ok(
        question.asks("verbose")
            ? object("is_compatible", result.compatible(), "messages", result.messages())
            : object("is_compatible", result.compatible()));
  }

  private CompatibilityResult check(Question question) {
    String subject = question.segment(2);
    if (question.path().size() == 4) {
      return registry.testCompatibility(subject, question.schema());
    }
    OptionalInt version = question.version(4);
    if (version.isPresent()) {
      return registry.testCompatibility(subject, version.getAsInt(), question.schema());
    }
    return registry.subjects().contains(subject)
        ? registry.testCompatibility(subject, registry.latest(subject).version(), question.schema())
        : new CompatibilityResult(true, List.of());
  }

  private @Nullable Answer config(Question question) {
    if (question.path().size() > 2) {
      return null;
    }
    String subject = question.path().size() == 2 ? question.segment(1) : null;
    return switch (question.method()) {
      case "GET" -> Answer.ok(object("compatibilityLevel", level(question, subject)));
      case "PUT" -> {
        CompatibilityLevel level = question.level();
        registry.setCompatibility(subject, level);
        yield Answer.ok(object("compatibility", level));
      }
      default -> notAllowed();
    };
  }

  private CompatibilityLevel level(Question question, @Nullable String subject) {
    if (subject == null || question.asks("defaultToGlobal")) {
      return registry.compatibility(subject);
    }
    CompatibilityLevel own = registry.ownCompatibility(subject);
    if (own == null) {
      throw new SchemaRegistryException(
          404,
          SchemaRegistryException.SUBJECT_RULE_NOT_FOUND,
          "Subject '%s' does not have subject-level compatibility configured".formatted(subject));
    }
    return own;
  }

  private static Map<String, Object> described(RegisteredSchema entry) {
    return object(
        "subject", entry.subject(),
        "version", entry.version(),
        "id", entry.id(),
        "schema", entry.schema().toString());
  }

  private static Answer notAllowed() {
    return Answer.error(405, 405, "HTTP 405 Method Not Allowed");
  }
}
