package dev.puente.sandbox.demo;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the demo does and sees in Chatwoot: people who write, and what stands there afterwards. */
public interface FarSide {
  /** A message that Chatwoot holds, as its journal tells. */
  record Message(
      long id,
      long contactId,
      long conversationId,
      long inboxId,
      String content,
      @Nullable String template) {}

  /** A contact as Chatwoot shows it. */
  record Contact(
      long id,
      @Nullable String phoneNumber,
      @Nullable String identifier,
      Map<String, Object> customAttributes) {}

  /** Someone writes on the tenant's WhatsApp inbox; returns the contact. */
  long writesOnWhatsapp(String tenant, String whatsappId, String name, String text);

  /** The contact; empty when there is none. */
  Optional<Contact> contact(String tenant, long contactId);

  /** Contacts of the tenant's account. */
  List<Contact> contacts(String tenant);

  /** Messages that went out to this contact, in order. */
  List<Message> sentTo(String tenant, long contactId);

  /** Inbox of that channel, {@code Channel::Api} or {@code Channel::Whatsapp}. */
  long inbox(String tenant, String channel);
}
