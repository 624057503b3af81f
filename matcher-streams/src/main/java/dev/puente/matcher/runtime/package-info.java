/** Starts, watches and stops the Streams applications of this process. */
@NullMarked
package dev.puente.matcher.runtime;

import org.jspecify.annotations.NullMarked;
