/**
 * Starts everything in one JVM and tells where it is: `puente up` and the base of `puente demo`.
 */
@NullMarked
package dev.puente.sandbox.launch;

import org.jspecify.annotations.NullMarked;
