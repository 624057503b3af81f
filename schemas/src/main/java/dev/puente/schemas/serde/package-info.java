/**
 * Kafka serializer and deserializer for generated Avro records, in Confluent's wire format and with
 * its configuration keys.
 */
@NullMarked
package dev.puente.schemas.serde;

import org.jspecify.annotations.NullMarked;
