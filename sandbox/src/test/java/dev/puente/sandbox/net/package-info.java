/** A network that a test can watch and stop. */
@NullMarked
package dev.puente.sandbox.net;

import org.jspecify.annotations.NullMarked;
