/** Decisions of Chatwoot that need only rows: validation, windows, look-ups, text expansion. */
@NullMarked
package dev.puente.sandbox.chatwoot.rules;

import org.jspecify.annotations.NullMarked;
