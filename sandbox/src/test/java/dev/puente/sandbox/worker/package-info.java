/** The worker against a real broker and the simulator. */
@org.jspecify.annotations.NullMarked
package dev.puente.sandbox.worker;
