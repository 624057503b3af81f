/** The compose file. */
@NullMarked
package dev.puente.sandbox.compose;

import org.jspecify.annotations.NullMarked;
