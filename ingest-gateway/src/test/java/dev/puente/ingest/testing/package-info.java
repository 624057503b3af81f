/** The running gateway with faked ports, shared by the slice tests. */
@NullMarked
package dev.puente.ingest.testing;

import org.jspecify.annotations.NullMarked;
