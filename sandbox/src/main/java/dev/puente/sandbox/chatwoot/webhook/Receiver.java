package dev.puente.sandbox.chatwoot.webhook;

import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who gets an event.
 *
 * @param secret the key of the signature; null for an unsigned delivery
 * @param apiInbox whether a failure marks the message as failed
 */
record Receiver(String url, @Nullable String secret, boolean apiInbox) {

  /**
   * Subscribed webhooks of the account, then the API inbox with every event of its own (CONTRACT
   * 1.1).
   */
  static List<Receiver> of(Tables tables, Event event) {
    List<Receiver> receivers = new ArrayList<>();
    if (tables.account(event.accountId()).apiAndWebhooks) {
      tables.webhooks.values().stream()
          .filter(webhook -> webhook.accountId == event.accountId())
          .filter(webhook -> webhook.subscriptions.contains(event.name()))
          .forEach(webhook -> receivers.add(new Receiver(webhook.url, webhook.secret, false)));
    }
    Long inboxId = event.inboxId();
    InboxRow inbox = inboxId == null ? null : tables.inboxes.get(inboxId);
    if (inbox != null && inbox.isApi() && inbox.webhookUrl != null) {
      receivers.add(new Receiver(inbox.webhookUrl, inbox.secret, true));
    }
    return receivers;
  }
}
