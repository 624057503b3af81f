/** Records that were given up, kept with all that is needed to explain and to replay them. */
@NullMarked
package dev.puente.notifier.deadletter;

import org.jspecify.annotations.NullMarked;
