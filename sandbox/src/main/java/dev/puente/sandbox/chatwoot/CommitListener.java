package dev.puente.sandbox.chatwoot;

import dev.puente.sandbox.chatwoot.journal.Journal;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Event;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.view.MessageViews;
import dev.puente.sandbox.chatwoot.webhook.Outbox;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Notes new messages in the journal, under the lock, and hands events on. */
final class CommitListener {

  private final Journal journal;
  private final Outbox outbox;

  CommitListener(Journal journal, Outbox outbox) {
    this.journal = journal;
    this.outbox = outbox;
  }

  void accept(Tables tables, List<Event> events) {
    for (Event event : events) {
      if (event.name().equals("message_created")) {
        note(tables, event);
      }
      outbox.offer(event);
    }
  }

  private void note(Tables tables, Event event) {
    MessageRow message = tables.messages.get(event.id());
    if (message == null) {
      return;
    }
    ConversationRow conversation = tables.conversation(message.conversationId);
    ObjectNode view = MessageViews.api(tables, message, null);
    view.set("additional_attributes", message.additionalAttributes.deepCopy());
    journal.add(
        new MessageCreated(
            message.createdAt,
            message.accountId,
            conversation.contactId,
            conversation.displayId,
            view));
  }
}
