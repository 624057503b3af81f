/** The worker application. */
@NullMarked
package dev.puente.notifier;

import org.jspecify.annotations.NullMarked;
