/** Notification requests, cancels, reschedules and their timeline. */
@NullMarked
package dev.puente.ingest.notification;

import org.jspecify.annotations.NullMarked;
