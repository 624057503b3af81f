/** The port through which records leave the gateway, and its Kafka adapter. */
@NullMarked
package dev.puente.ingest.publish;

import org.jspecify.annotations.NullMarked;
