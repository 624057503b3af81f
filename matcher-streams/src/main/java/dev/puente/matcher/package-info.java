/** The matcher application. */
@NullMarked
package dev.puente.matcher;

import org.jspecify.annotations.NullMarked;
