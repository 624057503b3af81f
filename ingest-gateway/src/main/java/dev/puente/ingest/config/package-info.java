/** Settings and wiring. */
@NullMarked
package dev.puente.ingest.config;

import org.jspecify.annotations.NullMarked;
