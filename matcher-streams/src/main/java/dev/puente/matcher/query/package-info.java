/** The internal query endpoint: what the stores hold, for the gateway only. */
@NullMarked
package dev.puente.matcher.query;

import org.jspecify.annotations.NullMarked;
