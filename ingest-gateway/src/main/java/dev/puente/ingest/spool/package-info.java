/** Keeps records on disk while Kafka is away, and writes them when it is back. */
@NullMarked
package dev.puente.ingest.spool;

import org.jspecify.annotations.NullMarked;
