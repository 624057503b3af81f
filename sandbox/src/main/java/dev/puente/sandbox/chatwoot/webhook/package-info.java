/** Signing and delivery of outgoing webhooks, and sending to the channel. */
@NullMarked
package dev.puente.sandbox.chatwoot.webhook;

import org.jspecify.annotations.NullMarked;
