/**
 * What router, ledger and mailbox of notifying say to each other: plain values, no Kafka, no clock.
 */
@NullMarked
package dev.puente.matcher.notifying.domain;

import org.jspecify.annotations.NullMarked;
