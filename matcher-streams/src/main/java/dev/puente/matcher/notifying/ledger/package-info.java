/**
 * The ledger: what became of each notification. Pure functions from row and event to row and
 * effects.
 */
@NullMarked
package dev.puente.matcher.notifying.ledger;

import org.jspecify.annotations.NullMarked;
