/** What is wrong with a request, as values, and its RFC 9457 document in English or Spanish. */
@NullMarked
package dev.puente.ingest.problem;

import org.jspecify.annotations.NullMarked;
