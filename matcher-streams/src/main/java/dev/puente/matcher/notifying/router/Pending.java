package dev.puente.matcher.notifying.router;

import dev.puente.matcher.notifying.domain.Place;

/**
 * A request that waits for the address of its recipient.
 *
 * @param key {@code tenant:recipient}
 * @param notificationId notification
 * @param place due time and order of acceptance
 * @param deadline end of the grace, epoch milliseconds
 */
public record Pending(String key, String notificationId, Place place, long deadline) {}
