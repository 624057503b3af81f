/** Chatwoot webhooks: signature, choice of the tenant, typed event. */
@NullMarked
package dev.puente.ingest.webhook;

import org.jspecify.annotations.NullMarked;
