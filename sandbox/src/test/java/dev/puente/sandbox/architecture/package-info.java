/** The rules of the structure. */
@NullMarked
package dev.puente.sandbox.architecture;

import org.jspecify.annotations.NullMarked;
