package dev.puente.sandbox.oracle;

import dev.puente.schemas.serde.RandomRecords;
import java.util.Map;
import java.util.Random;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The part of the oracle that lives in Confluent's class loader, with Confluent's Avro and Kafka
 * clients. Only JDK types cross the border, so records are named by class and seed.
 */
public final class ConfluentSide {
  private final Serializer<Object> serializer;
  private final Deserializer<Object> deserializer;

  /** Configured as a user would, by keys. */
  public ConfluentSide(String registryUrl) throws ReflectiveOperationException {
    Map<String, Object> config =
        Map.of("schema.registry.url", registryUrl, "specific.avro.reader", true);
    serializer = create("io.confluent.kafka.serializers.KafkaAvroSerializer");
    serializer.configure(config, false);
    deserializer = create("io.confluent.kafka.serializers.KafkaAvroDeserializer");
    deserializer.configure(config, false);
  }

  /** What Confluent's serializer makes of the record. */
  public byte[] write(String topic, String type, Long seed) throws ReflectiveOperationException {
    return serializer.serialize(topic, record(type, seed));
  }

  /** Whether Confluent's deserializer reads the record of that seed from the bytes. */
  public boolean reads(String topic, String type, Long seed, byte[] bytes)
      throws ReflectiveOperationException {
    SpecificRecord expected = record(type, seed);
    Object read = deserializer.deserialize(topic, bytes);
    return read.getClass() == expected.getClass() && new Comparison(expected).same(read, expected);
  }

  private static SpecificRecord record(String type, long seed) throws ReflectiveOperationException {
    return new RandomRecords(new Random(seed))
        .next(Class.forName(type).asSubclass(SpecificRecord.class));
  }

  @SuppressWarnings("unchecked")
  private static <T> T create(String type) throws ReflectiveOperationException {
    return (T) Class.forName(type).getConstructor().newInstance();
  }

  /** Compares with the logical types of the class, which {@code equals} of a read record misses. */
  private static final class Comparison extends SpecificData {
    private final Schema schema;

    Comparison(SpecificRecord sample) {
      schema = sample.getSchema();
      SpecificData.getForClass(sample.getClass())
          .getConversions()
          .forEach(this::addLogicalTypeConversion);
    }

    boolean same(Object one, Object other) {
      return compare(one, other, schema, true) == 0;
    }
  }
}
