/** Clients of the business system: one at a time and as an import. */
@NullMarked
package dev.puente.ingest.client;

import org.jspecify.annotations.NullMarked;
