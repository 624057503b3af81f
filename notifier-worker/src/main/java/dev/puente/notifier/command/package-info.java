/** Commands in, answers out: the poll loop, the dispatcher and what surrounds each handling. */
@NullMarked
package dev.puente.notifier.command;

import org.jspecify.annotations.NullMarked;
