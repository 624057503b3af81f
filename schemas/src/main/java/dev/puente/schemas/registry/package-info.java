/** Client, model and in-memory implementation of the Confluent Schema Registry API, Avro only. */
@NullMarked
package dev.puente.schemas.registry;

import org.jspecify.annotations.NullMarked;
