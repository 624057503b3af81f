package dev.puente.notifier.chatwoot;

import dev.puente.notifier.chatwoot.Requests.ContactFields;
import dev.puente.notifier.chatwoot.Requests.NewConversation;
import dev.puente.notifier.chatwoot.Requests.NewMessage;
import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.chatwoot.Views.ConversationView;
import dev.puente.notifier.chatwoot.Views.MessageView;
import dev.puente.notifier.delivery.Effect;
import dev.puente.notifier.delivery.Problem;
import dev.puente.notifier.delivery.ResponseClassifier;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The API as paths and JSON. An answer without the expected fields counts as no answer. */
final class HttpChatwootApi implements ChatwootApi {
  private static final int CONTACTS_PER_PAGE = 15;
  private static final int PAGES_AT_MOST = 10;

  private final Transport transport;
  private final RequestBodies bodies;

  HttpChatwootApi(Transport transport, JsonMapper json) {
    this.transport = transport;
    this.bodies = new RequestBodies(json);
  }

  @Override
  public Outcome<List<ContactView>> contactsWith(String attribute, List<String> values) {
    byte[] body = bodies.filter(attribute, values);
    return pages(
        page ->
            new Call(
                "contacts.filter", "POST", "/contacts/filter?page=" + page, Effect.READ, body));
  }

  @Override
  public Outcome<List<ContactView>> search(String text) {
    String query = URLEncoder.encode(text, StandardCharsets.UTF_8);
    return pages(
        page ->
            Call.get(
                "contacts.search",
                "/contacts/search?include_contact_inboxes=true&sort=-last_activity_at&q="
                    + query
                    + "&page="
                    + page));
  }

  private Outcome<List<ContactView>> pages(Function<Integer, Call> call) {
    List<ContactView> all = new ArrayList<>();
    for (int page = 1; page <= PAGES_AT_MOST; page++) {
      Outcome<List<ContactView>> outcome =
          exchange(call.apply(page), body -> Wire.list(body.path("payload"), Wire::contact));
      switch (outcome) {
        // A list is missing only when the account is.
        case Outcome.No<List<ContactView>>(Problem.Missing()) -> {
          return new Outcome.No<>(new Problem.Blocked(404));
        }
        case Outcome.No<List<ContactView>> no -> {
          return no;
        }
        case Outcome.Ok<List<ContactView>>(var contacts) -> {
          all.addAll(contacts);
          if (contacts.size() < CONTACTS_PER_PAGE) {
            return new Outcome.Ok<>(all);
          }
        }
      }
    }
    return new Outcome.Ok<>(all);
  }

  @Override
  public Outcome<ContactView> contact(long contactId) {
    return exchange(
        Call.get("contacts.show", "/contacts/" + contactId),
        body -> Wire.contact(body.path("payload")));
  }

  @Override
  public Outcome<ContactView> createContact(
      ContactFields fields, @Nullable Long inboxId, @Nullable String sourceId) {
    return exchange(
        new Call(
            "contacts.create",
            "POST",
            "/contacts",
            Effect.CREATE,
            bodies.contact(fields, inboxId, sourceId)),
        body -> Wire.contact(body.path("payload").path("contact")));
  }

  @Override
  public Outcome<ContactView> updateContact(long contactId, ContactFields fields) {
    return exchange(
        new Call(
            "contacts.update",
            "PUT",
            "/contacts/" + contactId,
            Effect.REPLACE,
            bodies.contact(fields, null, null)),
        body -> Wire.contact(body.path("payload")));
  }

  @Override
  public Outcome<ContactView> removeAttributes(long contactId, List<String> names) {
    return exchange(
        new Call(
            "contacts.destroy_custom_attributes",
            "POST",
            "/contacts/" + contactId + "/destroy_custom_attributes",
            Effect.REPLACE,
            bodies.names(names)),
        body -> Wire.contact(body.path("payload")));
  }

  @Override
  public Outcome<String> linkInbox(long contactId, long inboxId, @Nullable String sourceId) {
    return exchange(
        new Call(
            "contact_inboxes.create",
            "POST",
            "/contacts/" + contactId + "/contact_inboxes",
            sourceId == null ? Effect.CREATE : Effect.REPLACE,
            bodies.link(inboxId, sourceId)),
        body -> Wire.text(body.path("source_id")));
  }

  @Override
  public Outcome<List<ConversationView>> conversationsOf(long contactId) {
    return exchange(
        Call.get("contacts.conversations", "/contacts/" + contactId + "/conversations"),
        body -> Wire.list(body.path("payload"), Wire::conversation));
  }

  @Override
  public Outcome<ConversationView> createConversation(NewConversation conversation) {
    return exchange(
        new Call(
            "conversations.create",
            "POST",
            "/conversations",
            Effect.CREATE,
            bodies.conversation(conversation)),
        Wire::conversation);
  }

  @Override
  public Outcome<MessageView> createMessage(long conversationId, NewMessage message) {
    return exchange(
        new Call(
            "messages.create",
            "POST",
            "/conversations/" + conversationId + "/messages",
            Effect.CREATE_MESSAGE,
            bodies.message(message)),
        Wire::message);
  }

  @Override
  public Outcome<List<MessageView>> messages(long conversationId, @Nullable Long before) {
    String query = before == null ? "" : "?before=" + before;
    return exchange(
        Call.get("messages.index", "/conversations/" + conversationId + "/messages" + query),
        body -> Wire.list(body.path("payload"), Wire::message));
  }

  private <T> Outcome<T> exchange(Call call, Function<JsonNode, @Nullable T> reader) {
    return switch (transport.exchange(call)) {
      case Outcome.No<JsonNode>(Problem problem) -> new Outcome.No<>(problem);
      case Outcome.Ok<JsonNode>(var body) -> {
        Optional<T> value = Optional.ofNullable(reader.apply(body));
        yield value.isPresent()
            ? new Outcome.Ok<>(value.get())
            : new Outcome.No<>(
                ResponseClassifier.noAnswer(call.effect(), 200, "unexpected_answer"));
      }
    };
  }
}
