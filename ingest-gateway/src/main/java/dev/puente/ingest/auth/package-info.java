/** API keys: who calls, and what the caller may do. */
@NullMarked
package dev.puente.ingest.auth;

import org.jspecify.annotations.NullMarked;
