/** Faults a test can order: delays, errors, cut connections, callbacks. */
@NullMarked
package dev.puente.sandbox.chatwoot.fault;

import org.jspecify.annotations.NullMarked;
