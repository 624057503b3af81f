package dev.puente.matcher.notifying.mailbox;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * A wanted state from linking.
 *
 * @param subject slot inside the mailbox
 * @param version higher replaces lower
 * @param contentHash equal content as last written is not written again; null: always new
 * @param body the wanted state, opaque here
 * @param traceparent trace, or null
 */
public record SyncWish(
    String subject,
    long version,
    @Nullable String contentHash,
    ByteBuffer body,
    @Nullable String traceparent) {}
