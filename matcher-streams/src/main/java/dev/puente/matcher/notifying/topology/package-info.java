/** Puts puente-notifying together. */
@NullMarked
package dev.puente.matcher.notifying.topology;

import org.jspecify.annotations.NullMarked;
