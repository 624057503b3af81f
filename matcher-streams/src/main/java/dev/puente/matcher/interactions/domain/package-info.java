/**
 * Rules of interactions: which message of a contact is told of which client. No Kafka, no clock.
 */
@NullMarked
package dev.puente.matcher.interactions.domain;

import org.jspecify.annotations.NullMarked;
