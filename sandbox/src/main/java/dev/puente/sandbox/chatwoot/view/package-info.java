/** The documents Chatwoot shows of a row: in answers and in webhooks. */
@NullMarked
package dev.puente.sandbox.chatwoot.view;

import org.jspecify.annotations.NullMarked;
