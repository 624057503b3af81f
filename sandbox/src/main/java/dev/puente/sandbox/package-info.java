/** Everything in one JVM. */
@NullMarked
package dev.puente.sandbox;

import org.jspecify.annotations.NullMarked;
