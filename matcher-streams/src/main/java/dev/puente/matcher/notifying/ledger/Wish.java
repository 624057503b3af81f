package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What was asked for first under an id.
 *
 * @param digest digest of the content; null when the request was not readable enough for one
 * @param recipient typed recipient
 * @param target where it is reached; null: not known (yet)
 * @param message what is said; null once it can not be needed again
 * @param type business type
 * @param urgency class
 * @param sendAt not before; null: when accepted
 * @param expiresAt not after; null: never
 * @param group group for cancelling together
 * @param metadata given back in outcomes
 * @param seq order of acceptance
 * @param traceparent trace of the request
 */
public record Wish(
    @Nullable String digest,
    @Nullable String recipient,
    @Nullable Target target,
    @Nullable Message message,
    @Nullable String type,
    Urgency urgency,
    @Nullable Long sendAt,
    @Nullable Long expiresAt,
    @Nullable String group,
    Map<String, String> metadata,
    long seq,
    @Nullable String traceparent) {

  Wish at(@Nullable Target newTarget) {
    return new Wish(
        digest,
        recipient,
        newTarget,
        message,
        type,
        urgency,
        sendAt,
        expiresAt,
        group,
        metadata,
        seq,
        traceparent);
  }

  Wish between(@Nullable Long newSendAt, @Nullable Long newExpiresAt) {
    return new Wish(
        digest,
        recipient,
        target,
        message,
        type,
        urgency,
        newSendAt == null ? sendAt : newSendAt,
        newExpiresAt == null ? expiresAt : newExpiresAt,
        group,
        metadata,
        seq,
        traceparent);
  }

  Wish withoutMessage() {
    return message == null
        ? this
        : new Wish(
            digest,
            recipient,
            target,
            null,
            type,
            urgency,
            sendAt,
            expiresAt,
            group,
            metadata,
            seq,
            traceparent);
  }
}
