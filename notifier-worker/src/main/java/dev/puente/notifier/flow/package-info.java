/** How one command is carried out: which calls in which order, and when to stop. */
@NullMarked
package dev.puente.notifier.flow;

import org.jspecify.annotations.NullMarked;
