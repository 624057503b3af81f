package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.ChatwootApi;
import dev.puente.notifier.chatwoot.Outcome;
import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Requests.NewConversation;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.chatwoot.Views.ConversationView;
import dev.puente.notifier.chatwoot.Views.InboxLink;
import dev.puente.notifier.chatwoot.Views.MessageView;
import dev.puente.notifier.delivery.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Contacts, conversations and messages in memory. A problem that is queued for an operation is what
 * its next call gives. The real behaviour is tried against the simulator in the sandbox.
 */
final class FakeChatwoot implements ChatwootApi {
  static final long OWN_USER = 42;

  final Map<Long, ContactView> contacts = new LinkedHashMap<>();
  final Map<Long, Long> ownerOfConversation = new HashMap<>();
  final Map<Long, ConversationView> conversations = new LinkedHashMap<>();
  final Map<Long, TreeMap<Long, MessageView>> messages = new HashMap<>();
  final List<String> calls = new ArrayList<>();
  final List<NewMessage> sent = new ArrayList<>();
  final List<NewConversation> opened = new ArrayList<>();
  final List<ContactFields> written = new ArrayList<>();
  boolean answersWithAnotherMessage;
  boolean knowsIdentifierFilter = true;

  private final Map<String, Queue<Problem>> problems = new HashMap<>();
  private long nextId = 1_000;
  private long now = 2_000_000_000L;

  void fail(String operation, Problem problem) {
    problems.computeIfAbsent(operation, _ -> new ArrayDeque<>()).add(problem);
  }

  /** The server's clock is behind ours. */
  void behind(long seconds) {
    now -= seconds;
  }

  ContactView addContact(@Nullable String phone, @Nullable String identifier, InboxLink... links) {
    ContactView contact =
        new ContactView(nextId++, "Ana", phone, identifier, now++, List.of(links));
    contacts.put(contact.id(), contact);
    return contact;
  }

  ConversationView addConversation(ContactView contact, long inboxId, String status) {
    ConversationView conversation = new ConversationView(nextId++, inboxId, status, now++, null);
    conversations.put(conversation.id(), conversation);
    ownerOfConversation.put(conversation.id(), contact.id());
    messages.put(conversation.id(), new TreeMap<>());
    return conversation;
  }

  MessageView addMessage(
      long conversationId, @Nullable String marker, boolean deleted, long senderId) {
    MessageView message =
        new MessageView(nextId++, conversationId, now++, true, marker, deleted, true, senderId);
    Objects.requireNonNull(messages.get(conversationId)).put(message.id(), message);
    return message;
  }

  private <T> @Nullable Outcome<T> failure(String operation) {
    calls.add(operation);
    Problem problem = problems.getOrDefault(operation, new ArrayDeque<>()).poll();
    return problem == null ? null : new Outcome.No<>(problem);
  }

  @Override
  public Outcome<List<ContactView>> contactsWith(String attribute, List<String> values) {
    Outcome<List<ContactView>> failure = failure("filter " + attribute);
    if (failure != null) {
      return failure;
    }
    boolean byPhone = attribute.equals("phone_number");
    if (!byPhone && !knowsIdentifierFilter) {
      return new Outcome.No<>(new Problem.Refused(422, java.util.Set.of()));
    }
    return new Outcome.Ok<>(
        contacts.values().stream()
            .filter(
                c -> values.contains(String.valueOf(byPhone ? c.phoneNumber() : c.identifier())))
            .toList());
  }

  @Override
  public Outcome<List<ContactView>> search(String text) {
    Outcome<List<ContactView>> failure = failure("search");
    return failure != null
        ? failure
        : new Outcome.Ok<>(
            contacts.values().stream()
                .filter(c -> c.identifier() != null && c.identifier().contains(text))
                .toList());
  }

  @Override
  public Outcome<ContactView> contact(long contactId) {
    Outcome<ContactView> failure = failure("contact");
    return failure != null ? failure : found(contactId);
  }

  /** Somebody gives the contact another name. */
  void rename(long contactId, @Nullable String name) {
    contacts.computeIfPresent(
        contactId,
        (id, c) ->
            new ContactView(
                id, name, c.phoneNumber(), c.identifier(), c.lastActivityAt(), c.links()));
  }

  private Outcome<ContactView> found(long contactId) {
    ContactView contact = contacts.get(contactId);
    return contact == null ? new Outcome.No<>(new Problem.Missing()) : new Outcome.Ok<>(contact);
  }

  @Override
  public Outcome<ContactView> createContact(
      ContactFields fields, @Nullable Long inboxId, @Nullable String sourceId) {
    written.add(fields);
    Outcome<ContactView> failure = failure("create contact");
    if (failure != null) {
      return failure;
    }
    InboxLink[] links =
        inboxId == null || sourceId == null
            ? new InboxLink[0]
            : new InboxLink[] {new InboxLink(inboxId, "Channel::Api", sourceId)};
    return new Outcome.Ok<>(addContact(fields.phoneNumber(), fields.identifier(), links));
  }

  @Override
  public Outcome<ContactView> updateContact(long contactId, ContactFields fields) {
    written.add(fields);
    Outcome<ContactView> failure = failure("update contact");
    if (failure == null && fields.name() != null) {
      rename(contactId, fields.name());
    }
    return failure != null ? failure : found(contactId);
  }

  @Override
  public Outcome<ContactView> removeAttributes(long contactId, List<String> names) {
    Outcome<ContactView> failure = failure("remove attributes");
    return failure != null ? failure : found(contactId);
  }

  @Override
  public Outcome<String> linkInbox(long contactId, long inboxId, @Nullable String sourceId) {
    Outcome<String> failure = failure("link");
    return failure != null ? failure : new Outcome.Ok<>(sourceId == null ? "derived" : sourceId);
  }

  @Override
  public Outcome<List<ConversationView>> conversationsOf(long contactId) {
    Outcome<List<ConversationView>> failure = failure("conversations");
    if (failure != null) {
      return failure;
    }
    if (!contacts.containsKey(contactId)) {
      return new Outcome.No<>(new Problem.Missing());
    }
    return new Outcome.Ok<>(
        conversations.values().stream()
            .filter(c -> Long.valueOf(contactId).equals(ownerOfConversation.get(c.id())))
            .sorted(Comparator.comparingLong(ConversationView::lastActivityAt).reversed())
            .toList());
  }

  @Override
  public Outcome<ConversationView> createConversation(NewConversation conversation) {
    opened.add(conversation);
    Outcome<ConversationView> failure = failure("create conversation");
    if (failure != null) {
      return failure;
    }
    sent.add(conversation.message());
    ConversationView opened =
        addConversation(
            Objects.requireNonNull(contacts.get(conversation.contactId())),
            conversation.inboxId(),
            "open");
    MessageView message = addMessage(opened.id(), conversation.message().marker(), false, OWN_USER);
    MessageView shown =
        answersWithAnotherMessage ? addMessage(opened.id(), null, false, 7) : message;
    return new Outcome.Ok<>(
        new ConversationView(opened.id(), opened.inboxId(), "open", now, shown));
  }

  @Override
  public Outcome<MessageView> createMessage(long conversationId, NewMessage message) {
    Outcome<MessageView> failure = failure("create message");
    if (failure != null) {
      return failure;
    }
    sent.add(message);
    return new Outcome.Ok<>(addMessage(conversationId, message.marker(), false, OWN_USER));
  }

  @Override
  public Outcome<List<MessageView>> messages(long conversationId, @Nullable Long before) {
    Outcome<List<MessageView>> failure = failure("messages");
    if (failure != null) {
      return failure;
    }
    var all = Objects.requireNonNull(messages.get(conversationId));
    var earlier = all.headMap(before == null ? Long.MAX_VALUE : before, false);
    return new Outcome.Ok<>(
        earlier.descendingMap().values().stream().limit(20).toList().reversed());
  }

  /** How many calls changed something. */
  long writes() {
    return calls.stream().filter(c -> c.startsWith("create") || c.equals("link")).count();
  }
}
