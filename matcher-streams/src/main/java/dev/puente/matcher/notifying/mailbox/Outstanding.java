package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.domain.Urgency;
import org.jspecify.annotations.Nullable;

/**
 * The one command of an address that is under way.
 *
 * @param commandId {@code subject#epoch}
 * @param subject occurrence of a message, or subject of a sync
 * @param place place of the entry; null for a sync
 * @param contentHash what a sync writes; null for a message
 * @param notAfter end of the lease
 * @param installation whose slot it holds
 * @param urgency class of the slot
 */
public record Outstanding(
    String commandId,
    String subject,
    @Nullable Place place,
    @Nullable String contentHash,
    long notAfter,
    String installation,
    Urgency urgency) {}
