/** The view of a notification, from the ledger. */
@NullMarked
package dev.puente.matcher.notifying.query;

import org.jspecify.annotations.NullMarked;
