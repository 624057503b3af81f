/** A server that behaves like Chatwoot v4.16.2, from state and rules, for tests and the demo. */
@NullMarked
package dev.puente.sandbox.chatwoot;

import org.jspecify.annotations.NullMarked;
