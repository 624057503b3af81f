/** A real Kafka broker in this JVM, with its data on disk. */
@NullMarked
package dev.puente.sandbox.broker;

import org.jspecify.annotations.NullMarked;
