/** Decisions of delivery as plain Java: no Kafka, no HTTP, no clock. */
@NullMarked
package dev.puente.notifier.delivery;

import org.jspecify.annotations.NullMarked;
