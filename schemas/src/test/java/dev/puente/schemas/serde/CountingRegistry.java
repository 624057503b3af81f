package dev.puente.schemas.serde;

import dev.puente.schemas.registry.CompatibilityLevel;
import dev.puente.schemas.registry.CompatibilityResult;
import dev.puente.schemas.registry.InMemorySchemaRegistry;
import dev.puente.schemas.registry.RegisteredSchema;
import dev.puente.schemas.registry.SchemaRegistryClient;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/** A registry that remembers which calls the serdes made. */
class CountingRegistry implements SchemaRegistryClient {
  final List<String> calls = new ArrayList<>();
  final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

  @Override
  public int register(String subject, Schema schema) {
    calls.add("register " + subject);
    return registry.register(subject, schema);
  }

  @Override
  public int id(String subject, Schema schema) {
    calls.add("id " + subject);
    return registry.id(subject, schema);
  }

  @Override
  public Schema schema(int id) {
    calls.add("schema " + id);
    return registry.schema(id);
  }

  @Override
  public RegisteredSchema latest(String subject) {
    calls.add("latest " + subject);
    return registry.latest(subject);
  }

  @Override
  public RegisteredSchema version(String subject, int version) {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<String> subjects() {
    throw new UnsupportedOperationException();
  }

  @Override
  public List<Integer> versions(String subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompatibilityResult testCompatibility(String subject, Schema schema) {
    throw new UnsupportedOperationException();
  }

  @Override
  public CompatibilityLevel compatibility(@Nullable String subject) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void setCompatibility(@Nullable String subject, CompatibilityLevel level) {
    throw new UnsupportedOperationException();
  }
}
