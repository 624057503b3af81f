package dev.puente.notifier.command;

import dev.puente.notifier.delivery.Answer;
import dev.puente.schemas.key.TenantKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer on its way to the topic of results.
 *
 * @param key key of the command, and so of the answer
 * @param kind SEND, SYNC, UPSERT or REFRESH
 * @param traceparent of the command, null when it had none
 */
record Reply(
    TenantKey key,
    String commandId,
    String kind,
    String subject,
    Answer answer,
    Instant startedAt,
    Instant finishedAt,
    @Nullable String traceparent) {}
