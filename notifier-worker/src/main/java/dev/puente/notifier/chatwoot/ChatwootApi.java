package dev.puente.notifier.chatwoot;

import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Requests.NewConversation;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.chatwoot.Views.ConversationView;
import dev.puente.notifier.chatwoot.Views.MessageView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of Chatwoot's application API that delivery needs, for one account. Reads are repeated
 * inside, writes never are. Every expected failure is an {@link Outcome.No}.
 */
public interface ChatwootApi {
  /** Contacts whose attribute equals one of the values; all pages. */
  Outcome<List<ContactView>> contactsWith(String attribute, List<String> values);

  /** Contacts found by the text search (a substring match): compare the answer yourself. */
  Outcome<List<ContactView>> search(String text);

  /** One contact with its inbox links. */
  Outcome<ContactView> contact(long contactId);

  /** Creates a contact, linked to an inbox when one is named. */
  Outcome<ContactView> createContact(
      ContactFields fields, @Nullable Long inboxId, @Nullable String sourceId);

  /** Changes the named fields; custom attributes are merged. */
  Outcome<ContactView> updateContact(long contactId, ContactFields fields);

  /** Removes custom attributes. */
  Outcome<ContactView> removeAttributes(long contactId, List<String> names);

  /** Links a contact to an inbox; an equal link is returned. The answer is its source id. */
  Outcome<String> linkInbox(long contactId, long inboxId, @Nullable String sourceId);

  /** The 20 conversations of a contact with the newest activity. */
  Outcome<List<ConversationView>> conversationsOf(long contactId);

  /** Starts a conversation with a message in it. */
  Outcome<ConversationView> createConversation(NewConversation conversation);

  /** Adds an outgoing message. */
  Outcome<MessageView> createMessage(long conversationId, NewMessage message);

  /**
   * Up to 20 messages, oldest first.
   *
   * @param before only messages with a lower id; null: the newest
   */
  Outcome<List<MessageView>> messages(long conversationId, @Nullable Long before);
}
