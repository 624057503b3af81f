/** The router: finds the address of a recipient, waits for it, and follows it when it changes. */
@NullMarked
package dev.puente.matcher.notifying.router;

import org.jspecify.annotations.NullMarked;
