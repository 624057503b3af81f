/** Counters of what came in and what became of it. */
@NullMarked
package dev.puente.ingest.metrics;

import org.jspecify.annotations.NullMarked;
