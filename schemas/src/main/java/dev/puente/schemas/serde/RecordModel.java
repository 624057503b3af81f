package dev.puente.schemas.serde;

import java.util.ArrayList;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/**
 * How one generated class and its parts are made while reading: as Avro's own model does, except
 * that arrays become plain {@link ArrayList}s. Avro 1.12.2's {@code GenericData.Array} compares its
 * elements without the logical types of the class, so {@code equals} of two records that were read
 * throws when an element has an optional time.
 */
final class RecordModel extends SpecificData {
  private RecordModel(Class<?> type) {
    super(type.getClassLoader());
    SpecificData.getForClass(type).getConversions().forEach(this::addLogicalTypeConversion);
  }

  static RecordModel of(Class<?> type) {
    return new RecordModel(type);
  }

  /**
   * The reader fills a list that it finds in a field instead of making one, except inside a union.
   */
  @Override
  public InstanceSupplier getNewRecordSupplier(Schema schema) {
    InstanceSupplier plain = super.getNewRecordSupplier(schema);
    int[] arrays =
        schema.getFields().stream()
            .filter(field -> field.schema().getType() == Schema.Type.ARRAY)
            .mapToInt(Schema.Field::pos)
            .toArray();
    return (old, wanted) -> {
      Object made = plain.newInstance(old, wanted);
      if (made instanceof IndexedRecord record) {
        for (int position : arrays) {
          record.put(position, new ArrayList<>());
        }
      }
      return made;
    };
  }
}
