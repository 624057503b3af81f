package dev.puente.schemas.registry;

import java.util.List;
import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What Puente needs of a schema registry. Every method blocks for a limited time and throws {@link
 * SchemaRegistryException} when the registry refuses or cannot be asked. Implementations are safe
 * for use by several threads.
 *
 * <p>Meaning of the calls: Confluent Schema Registry 7.x, "Schema Registry API Reference".
 */
public interface SchemaRegistryClient extends AutoCloseable {

  /**
   * Registers a schema under a subject, or finds it there.
   *
   * @return the global id of the schema; the same for the same schema every time
   */
  int register(String subject, Schema schema);

  /** The id of a schema that is already registered under the subject; never registers. */
  int id(String subject, Schema schema);

  /** The schema with that global id. */
  Schema schema(int id);

  /** The newest version of a subject. */
  RegisteredSchema latest(String subject);

  /** One version of a subject, counted from 1. */
  RegisteredSchema version(String subject, int version);

  /** All subjects, in the registry's order. */
  List<String> subjects();

  /** The versions of a subject, ascending. */
  List<Integer> versions(String subject);

  /**
   * Whether the schema could be registered under the subject; compatible when the subject is not
   * known yet.
   */
  CompatibilityResult testCompatibility(String subject, Schema schema);

  /**
   * The rule in force.
   *
   * @param subject a subject, or null for the registry's default; a subject without its own rule
   *     answers the default
   */
  CompatibilityLevel compatibility(@Nullable String subject);

  /** Sets the rule of a subject, or with null the registry's default. */
  void setCompatibility(@Nullable String subject, CompatibilityLevel level);

  /** Releases connections; does nothing where there are none. */
  @Override
  default void close() {}
}
