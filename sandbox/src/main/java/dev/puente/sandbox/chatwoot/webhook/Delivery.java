package dev.puente.sandbox.chatwoot.webhook;

import dev.puente.sandbox.chatwoot.model.Event;

/**
 * One webhook request that is to be sent.
 *
 * @param id {@code X-Chatwoot-Delivery}, made when the job is enqueued
 * @param conversationId display id for the journal; 0 for none
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Delivery(Event event, Receiver receiver, String id, byte[] body, long conversationId) {}
