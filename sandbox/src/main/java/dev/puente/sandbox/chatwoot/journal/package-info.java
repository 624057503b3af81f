/** What reached the simulator and what it made of it, append-only. */
@NullMarked
package dev.puente.sandbox.chatwoot.journal;

import org.jspecify.annotations.NullMarked;
