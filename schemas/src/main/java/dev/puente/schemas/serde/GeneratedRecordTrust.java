package dev.puente.schemas.serde;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.AvroGenerated;
import org.apache.avro.util.ClassSecurityValidator;
import org.jspecify.annotations.Nullable;

/**
 * Lets Avro load classes that its own compiler generated.
 *
 * <p>Since 1.12.2 Avro refuses every record and enum class that no system property names ({@code
 * org.apache.avro.util.ClassSecurityValidator}); even a builder with an enum default fails.
 * Generated classes hold data and do nothing when loaded, so they are trusted here, and nothing
 * else is. Avro's only programmatic switch is one for the whole JVM. So that it is thrown before
 * the first generated class is used, whoever uses it, this class is a service of the only kind that
 * Avro loads before it reads a schema; the logical type itself is never used.
 */
public final class GeneratedRecordTrust implements LogicalTypes.LogicalTypeFactory {
  static {
    try {
      ClassSecurityValidator.setGlobal(
          ClassSecurityValidator.composite(
              ClassSecurityValidator.getGlobal(),
              type -> type.isAnnotationPresent(AvroGenerated.class)));
    } catch (NoClassDefFoundError e) {
      // programs that use the schemas with an earlier Avro have nothing to switch
    }
  }

  /** Made by Avro through {@link java.util.ServiceLoader}. */
  public GeneratedRecordTrust() {}

  /** Does nothing but load this class. */
  static void ensure() {}

  @Override
  public @Nullable LogicalType fromSchema(Schema schema) {
    return null;
  }

  @Override
  public String getTypeName() {
    return "puente-generated-record-trust";
  }
}
