package dev.puente.matcher.serde;

import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumWriter;

/** Writes the entries of maps in key order, so that equal values give equal bytes. */
final class SortedMapWriter<T> extends SpecificDatumWriter<T> {
  SortedMapWriter(Schema schema, SpecificData model) {
    super(schema, model);
  }

  @Override
  @SuppressWarnings("unchecked") // Avro's own signature is untyped; keys are strings
  protected Iterable<Map.Entry<Object, Object>> getMapEntries(Object map) {
    return new TreeMap<>((Map<Object, Object>) map).entrySet();
  }
}
