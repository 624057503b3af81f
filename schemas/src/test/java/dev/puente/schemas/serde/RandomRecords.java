package dev.puente.schemas.serde;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/**
 * Fills generated records from their schema: every branch of a union, every symbol, empty and long
 * collections, odd text.
 */
public final class RandomRecords {
  private static final List<String> TEXTS =
      List.of("", "x", "áéñ ü", "😀 WhatsApp", "{{ liquid }}", "\u0000\n\"", "long ".repeat(300));

  private final RandomGenerator random;

  /** The same seed gives the same records. */
  public RandomRecords(RandomGenerator random) {
    this.random = random;
  }

  /** One record. */
  public <T extends SpecificRecord> T next(Class<T> type) {
    return type.cast(record(SpecificData.getForClass(type).getSchema(type)));
  }

  private SpecificRecord record(Schema schema) {
    var record =
        (SpecificRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
    for (Schema.Field field : schema.getFields()) {
      record.put(field.pos(), value(field.schema()));
    }
    return record;
  }

  private @Nullable Object value(Schema schema) {
    return switch (schema.getType()) {
      case NULL -> null;
      case BOOLEAN -> random.nextBoolean();
      case INT -> random.nextInt() >> random.nextInt(32);
      case LONG -> number(schema);
      case FLOAT -> (float) random.nextGaussian();
      case DOUBLE -> random.nextGaussian();
      case STRING -> TEXTS.get(random.nextInt(TEXTS.size()));
      case BYTES -> bytes(schema);
      case ENUM -> symbol(schema);
      case UNION -> value(schema.getTypes().get(random.nextInt(schema.getTypes().size())));
      case ARRAY -> list(schema.getElementType());
      case MAP -> map(schema.getValueType());
      case RECORD -> record(schema);
      case FIXED -> throw new IllegalArgumentException("no fixed type in the project: " + schema);
    };
  }

  private Object number(Schema schema) {
    long value = random.nextLong() >> random.nextInt(64);
    return schema.getLogicalType() == null ? value : Instant.ofEpochMilli(value);
  }

  private Object bytes(Schema schema) {
    if (schema.getLogicalType() instanceof LogicalTypes.Decimal decimal) {
      return new BigDecimal(BigInteger.valueOf(random.nextLong(1_000_000)), decimal.getScale());
    }
    byte[] bytes = new byte[random.nextInt(100)];
    random.nextBytes(bytes);
    return ByteBuffer.wrap(bytes);
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private Object symbol(Schema schema) {
    String symbol = schema.getEnumSymbols().get(random.nextInt(schema.getEnumSymbols().size()));
    return Enum.valueOf((Class) SpecificData.get().getClass(schema), symbol);
  }

  private List<@Nullable Object> list(Schema element) {
    List<@Nullable Object> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(value(element));
    }
    return items;
  }

  private Map<String, @Nullable Object> map(Schema element) {
    Map<String, @Nullable Object> entries = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      entries.put("key-" + i, value(element));
    }
    return entries;
  }
}
