/** Reading JSON objects field by field while collecting every problem. */
@NullMarked
package dev.puente.ingest.json;

import org.jspecify.annotations.NullMarked;
