/** The gateway application. */
@NullMarked
package dev.puente.ingest;

import org.jspecify.annotations.NullMarked;
