package dev.puente.sandbox.chatwoot.driver;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Params;
import dev.puente.sandbox.chatwoot.model.AccountRow;
import dev.puente.sandbox.chatwoot.model.ContactRow;
import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.model.Ids;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.model.UserRow;
import dev.puente.sandbox.chatwoot.model.WebhookRow;
import dev.puente.sandbox.chatwoot.rules.Problem;
import dev.puente.sandbox.chatwoot.service.Contacts;
import dev.puente.sandbox.chatwoot.service.Conversations;
import dev.puente.sandbox.chatwoot.service.Inboxes;
import dev.puente.sandbox.chatwoot.service.Incoming;
import dev.puente.sandbox.chatwoot.service.MessageBuilder;
import dev.puente.sandbox.chatwoot.service.Messages;
import dev.puente.sandbox.chatwoot.service.Setup;
import dev.puente.sandbox.chatwoot.service.Webhooks;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do with Chatwoot outside its API: operators who set up accounts, persons who write,
 * agents who answer. Every method throws {@link Problem} when Chatwoot's rules refuse it.
 * Thread-safe.
 */
public final class Driver {

  private static final int NO_FLOOD_GUARD = Integer.MAX_VALUE;

  private final Database database;
  private final MessageBuilder messages = new MessageBuilder(NO_FLOOD_GUARD);

  public Driver(Database database) {
    this.database = database;
  }

  /** Where a message went. */
  public record Written(long contactId, long conversationId, long messageId) {}

  /** An access token and its owner. */
  public record Access(long userId, String token) {}

  /**
   * An inbox and what an integration needs of it.
   *
   * @param identifier of the public client API; null unless an API inbox
   * @param hmacToken null unless an API or website inbox
   * @param secret of the inbox's webhook; null unless an API inbox
   */
  public record Inbox(
      long id, @Nullable String identifier, @Nullable String hmacToken, @Nullable String secret) {}

  /** An account webhook and its signing secret. */
  public record Webhook(long id, String secret) {}

  /** Makes the given number the next id of a table. */
  public void nextId(Ids.Table table, long id) {
    write(
        tx -> {
          tx.tables().ids.startAt(table, id);
          return id;
        });
  }

  /** Makes the given number the next display id of an account's conversations. */
  public void nextDisplayId(long accountId, long displayId) {
    write(
        tx -> {
          Setup.require(tx.tables(), accountId).nextDisplayId = displayId;
          return displayId;
        });
  }

  public long createAccount(String name) {
    return write(tx -> Setup.account(tx, name).id);
  }

  /** Switches the suspension of an account, and its {@code api_and_webhooks} feature. */
  public void configureAccount(long accountId, boolean suspended, boolean apiAndWebhooks) {
    write(
        tx -> {
          AccountRow account = Setup.require(tx.tables(), accountId);
          account.suspended = suspended;
          account.apiAndWebhooks = apiAndWebhooks;
          return account;
        });
  }

  /** A user who may do everything in the account. */
  public Access createAdministrator(long accountId, String name, @Nullable String token) {
    return createUser(accountId, UserRow.Kind.USER, UserRow.Role.ADMINISTRATOR, name, token);
  }

  /** A user who sees the given inboxes only. */
  public Access createAgent(
      long accountId, String name, @Nullable String token, List<Long> inboxIds) {
    Access access = createUser(accountId, UserRow.Kind.USER, UserRow.Role.AGENT, name, token);
    write(
        tx -> {
          UserRow agent = tx.tables().users.get(access.userId());
          return agent != null && agent.inboxIds.addAll(inboxIds);
        });
    return access;
  }

  public Access createAgentBot(long accountId, String name, @Nullable String token) {
    return createUser(accountId, UserRow.Kind.AGENT_BOT, UserRow.Role.AGENT, name, token);
  }

  /** A platform app, whose token no account call accepts. */
  public Access createPlatformApp(String name, @Nullable String token) {
    return write(
        tx -> {
          UserRow app = Setup.user(tx, UserRow.Kind.PLATFORM, name, null, token);
          return new Access(app.id, app.token);
        });
  }

  /** Sets the name that customers see, and the e-mail address. */
  public void describeUser(long userId, String availableName, String email) {
    write(
        tx -> {
          UserRow user = tx.tables().users.get(userId);
          if (user == null) {
            throw Problem.notFound();
          }
          user.availableName = availableName;
          user.email = email;
          return user;
        });
  }

  private Access createUser(
      long accountId, UserRow.Kind kind, UserRow.Role role, String name, @Nullable String token) {
    return write(
        tx -> {
          Setup.require(tx.tables(), accountId);
          UserRow user = Setup.user(tx, kind, name, null, token);
          user.roles.put(accountId, role);
          return new Access(user.id, user.token);
        });
  }

  /**
   * Creates an inbox.
   *
   * @param channelType such as {@code Channel::Whatsapp}
   * @param fields as {@link Inboxes#create}; null for defaults
   */
  public Inbox createInbox(
      long accountId, String channelType, String name, @Nullable ObjectNode fields) {
    return write(
        tx -> {
          Setup.require(tx.tables(), accountId);
          ObjectNode all = Json.copy(fields).put("name", name);
          InboxRow inbox = Inboxes.create(tx, accountId, channelType, Params.of(all));
          return new Inbox(inbox.id, inbox.identifier, inbox.hmacToken, inbox.secret);
        });
  }

  /** Changes settings of an inbox, as {@link Inboxes#configure}. */
  public void configureInbox(long accountId, long inboxId, ObjectNode fields) {
    write(
        tx -> {
          InboxRow inbox = Inboxes.require(tx.tables(), accountId, inboxId);
          Inboxes.configure(inbox, Params.of(fields));
          return inbox;
        });
  }

  /**
   * Registers an account webhook.
   *
   * @param subscriptions event names; empty for all that Chatwoot knows
   * @param secret null for a random one
   */
  public Webhook createWebhook(
      long accountId, String url, List<String> subscriptions, @Nullable String secret) {
    return write(
        tx -> {
          Setup.require(tx.tables(), accountId);
          ObjectNode fields = Json.object().put("url", url).put("secret", secret);
          fields.set(
              "subscriptions",
              Json.array(subscriptions.isEmpty() ? Webhooks.EVENTS : subscriptions));
          WebhookRow webhook = Webhooks.create(tx, accountId, Params.of(fields));
          return new Webhook(webhook.id, webhook.secret);
        });
  }

  /** Defines contact attributes, which filters may name then. */
  public void defineContactAttributes(long accountId, List<String> keys) {
    write(tx -> Setup.require(tx.tables(), accountId).contactAttributeKeys.addAll(keys));
  }

  /** A person writes on WhatsApp, as {@link Incoming#whatsapp}. */
  public Written whatsapp(
      long accountId, long inboxId, String waId, String name, @Nullable String text) {
    return whatsapp(accountId, inboxId, waId, name, text, null);
  }

  /** A person with a WhatsApp user name writes. */
  public Written whatsapp(
      long accountId,
      long inboxId,
      String waId,
      String name,
      @Nullable String text,
      @Nullable String username) {
    return write(
        tx -> {
          InboxRow inbox = Inboxes.require(tx.tables(), accountId, inboxId);
          return written(tx, Incoming.whatsapp(tx, inbox, waId, name, text, username));
        });
  }

  /**
   * A website visitor or the client of an API inbox writes.
   *
   * @param sourceId null for a new visitor
   * @param contact fields of a new contact; null for an anonymous one
   */
  public Written incoming(
      long accountId,
      long inboxId,
      @Nullable String sourceId,
      @Nullable ObjectNode contact,
      @Nullable String text) {
    return write(
        tx -> {
          InboxRow inbox = Inboxes.require(tx.tables(), accountId, inboxId);
          return written(tx, Incoming.direct(tx, inbox, sourceId, Params.of(contact), text));
        });
  }

  /** An agent writes in the conversation, and has thereby seen and taken it. */
  public Written reply(
      long accountId, long conversationId, long userId, String text, boolean isPrivate) {
    return write(
        tx -> {
          Tables tables = tx.tables();
          ConversationRow conversation = Conversations.require(tables, accountId, conversationId);
          UserRow agent = tables.users.get(userId);
          if (agent == null) {
            throw Problem.notFound();
          }
          conversation.agentLastSeenAt = tx.now();
          if (conversation.assigneeId == null && agent.kind == UserRow.Kind.USER) {
            Conversations.assign(tx, conversation, agent.id);
          }
          ObjectNode fields = Json.object().put("content", text).put("private", isPrivate);
          return written(tx, messages.create(tx, conversation, agent, Params.of(fields)));
        });
  }

  /** An agent edits a contact; {@code fields} as in {@code PUT /contacts}. */
  public void editContact(long accountId, long contactId, ObjectNode fields) {
    write(
        tx -> {
          ContactRow contact = Contacts.require(tx.tables(), accountId, contactId);
          Contacts.update(tx, contact, Params.of(fields));
          return contact;
        });
  }

  /** An agent sets {@code open}, {@code resolved}, {@code pending} or {@code snoozed}. */
  public void setConversationStatus(long accountId, long conversationId, String status) {
    write(
        tx -> {
          ConversationRow conversation =
              Conversations.require(tx.tables(), accountId, conversationId);
          Conversations.setStatus(tx, conversation, status, null);
          return conversation;
        });
  }

  /**
   * The channel reports a status of a message: {@code sent}, {@code delivered}, {@code read},
   * {@code failed}.
   */
  public void setMessageStatus(long messageId, String status, @Nullable String externalError) {
    write(
        tx -> {
          MessageRow message = message(tx, messageId);
          Messages.setStatus(tx, message, status.toLowerCase(Locale.ROOT), externalError);
          return message;
        });
  }

  /** The channel accepts a message and names its own id for it. */
  public void acceptMessage(long messageId, String sourceId) {
    write(
        tx -> {
          MessageRow message = message(tx, messageId);
          Messages.setSourceId(tx, message, sourceId);
          return message;
        });
  }

  private static MessageRow message(Tx tx, long messageId) {
    MessageRow message = tx.tables().messages.get(messageId);
    if (message == null) {
      throw Problem.notFound();
    }
    return message;
  }

  /** Lets time pass for reply windows; nothing else gets older. */
  public void advanceReplyWindow(Duration by) {
    write(
        tx -> {
          tx.tables().advanceWindow(by);
          return by;
        });
  }

  /** The custom attributes of a contact now, as an agent sees them. */
  public ObjectNode contactAttributes(long accountId, long contactId) {
    return database.read(
        tables -> Contacts.require(tables, accountId, contactId).customAttributes.deepCopy());
  }

  private static Written written(Tx tx, MessageRow message) {
    ConversationRow conversation = tx.tables().conversation(message.conversationId);
    return new Written(conversation.contactId, conversation.displayId, message.id);
  }

  private <R> R write(Function<Tx, R> work) {
    return database.write(work);
  }
}
