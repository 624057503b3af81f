package dev.puente.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaParseException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Talks to a server with Confluent's registry API: Confluent Schema Registry, Apicurio's {@code
 * ccompat}, Karapace, or the embedded one. What cannot change (id to schema, schema to id) is
 * remembered up to a limit; "there is no schema with that id" for one second only, because it may
 * be registered in the next moment.
 */
public final class HttpSchemaRegistryClient implements SchemaRegistryClient {
  private static final int CACHE_LIMIT = 1_000;
  private static final Duration MISSING_REMEMBERED = Duration.ofSeconds(1);

  private record Registration(String subject, String schemaText) {}

  private record Missing(long untilNanos, SchemaRegistryException error) {}

  private final RegistryTransport transport;
  private final LongSupplier nanoTime;
  private final BoundedCache<Registration, Integer> ids = new BoundedCache<>(CACHE_LIMIT);
  private final BoundedCache<Integer, Schema> schemas = new BoundedCache<>(CACHE_LIMIT);
  private final BoundedCache<Integer, Missing> missing = new BoundedCache<>(CACHE_LIMIT);

  /** A client for the addresses of the configuration; connects on the first call. */
  public HttpSchemaRegistryClient(RegistryConfig config) {
    this(config, Thread::sleep, System::nanoTime);
  }

  HttpSchemaRegistryClient(
      RegistryConfig config, RegistryTransport.Pause pause, LongSupplier nanoTime) {
    this.transport = new RegistryTransport(config, pause);
    this.nanoTime = nanoTime;
  }

  @Override
  public int register(String subject, Schema schema) {
    return idOf(subject, schema, "/versions");
  }

  @Override
  public int id(String subject, Schema schema) {
    return idOf(subject, schema, "");
  }

  private int idOf(String subject, Schema schema, String route) {
    String text = schema.toString();
    var key = new Registration(subject, text);
    Integer known = ids.get(key);
    if (known != null) {
      return known;
    }
    JsonNode answer = transport.call("POST", subjectPath(subject) + route, Map.of("schema", text));
    int id = requiredInt(answer, "id");
    ids.put(key, id);
    schemas.put(id, schema);
    return id;
  }

  @Override
  public Schema schema(int id) {
    Schema known = schemas.get(id);
    if (known != null) {
      return known;
    }
    Missing absent = missing.get(id);
    if (absent != null && nanoTime.getAsLong() - absent.untilNanos() < 0) {
      throw absent.error();
    }
    try {
      Schema schema = parse(transport.call("GET", "/schemas/ids/" + id, null));
      missing.remove(id);
      schemas.put(id, schema);
      return schema;
    } catch (SchemaRegistryException e) {
      if (e.isNotFound()) {
        missing.put(id, new Missing(nanoTime.getAsLong() + MISSING_REMEMBERED.toNanos(), e));
      }
      throw e;
    }
  }

  @Override
  public RegisteredSchema latest(String subject) {
    return versionAt(subject, "latest");
  }

  @Override
  public RegisteredSchema version(String subject, int version) {
    return versionAt(subject, Integer.toString(version));
  }

  private RegisteredSchema versionAt(String subject, String version) {
    JsonNode answer = transport.call("GET", subjectPath(subject) + "/versions/" + version, null);
    return new RegisteredSchema(
        subject, requiredInt(answer, "version"), requiredInt(answer, "id"), parse(answer));
  }

  @Override
  public List<String> subjects() {
    return transport.call("GET", "/subjects", null).valueStream().map(JsonNode::asString).toList();
  }

  @Override
  public List<Integer> versions(String subject) {
    JsonNode answer = transport.call("GET", subjectPath(subject) + "/versions", null);
    return answer.valueStream().map(JsonNode::asInt).toList();
  }

  @Override
  public CompatibilityResult testCompatibility(String subject, Schema schema) {
    JsonNode answer =
        transport.call(
            "POST",
            "/compatibility" + subjectPath(subject) + "/versions?verbose=true",
            Map.of("schema", schema.toString()));
    return new CompatibilityResult(
        answer.path("is_compatible").asBoolean(false),
        answer.path("messages").valueStream().map(JsonNode::asString).toList());
  }

  @Override
  public CompatibilityLevel compatibility(@Nullable String subject) {
    String path = subject == null ? "" : "/" + encoded(subject) + "?defaultToGlobal=true";
    JsonNode answer = transport.call("GET", "/config" + path, null);
    String level = answer.path("compatibilityLevel").asString("");
    try {
      return CompatibilityLevel.valueOf(level);
    } catch (IllegalArgumentException e) {
      throw malformed("compatibilityLevel");
    }
  }

  @Override
  public void setCompatibility(@Nullable String subject, CompatibilityLevel level) {
    String path = subject == null ? "/config" : "/config/" + encoded(subject);
    transport.call("PUT", path, Map.of("compatibility", level.name()));
  }

  @Override
  public void close() {
    transport.close();
  }

  private static Schema parse(JsonNode answer) {
    String type = answer.path("schemaType").asString("AVRO");
    if (!type.equals("AVRO")) {
      throw new SchemaRegistryException(200, 200, "schema type " + type + " is not supported");
    }
    if (!answer.path("references").isEmpty()) {
      throw new SchemaRegistryException(200, 200, "schema references are not supported");
    }
    try {
      // as lenient as other clients that may have registered it: names and defaults are not ours
      return new Schema.Parser(NameValidator.NO_VALIDATION)
          .setValidateDefaults(false)
          .parse(answer.path("schema").asString(""));
    } catch (SchemaParseException e) {
      throw new SchemaRegistryException(200, 200, "answer holds no readable Avro schema", e);
    }
  }

  private static int requiredInt(JsonNode answer, String field) {
    if (!answer.path(field).isInt()) {
      throw malformed(field);
    }
    return answer.path(field).asInt();
  }

  private static SchemaRegistryException malformed(String field) {
    return new SchemaRegistryException(200, 200, "answer has no usable field " + field);
  }

  private static String subjectPath(String subject) {
    return "/subjects/" + encoded(subject);
  }

  private static String encoded(String segment) {
    return URLEncoder.encode(segment, UTF_8).replace("+", "%20");
  }
}
