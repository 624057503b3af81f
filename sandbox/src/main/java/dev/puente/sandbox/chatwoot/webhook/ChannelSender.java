package dev.puente.sandbox.chatwoot.webhook;

import dev.puente.sandbox.chatwoot.model.ConversationRow;
import dev.puente.sandbox.chatwoot.model.Database;
import dev.puente.sandbox.chatwoot.model.InboxRow;
import dev.puente.sandbox.chatwoot.model.InboxRow.Template;
import dev.puente.sandbox.chatwoot.model.MessageRow;
import dev.puente.sandbox.chatwoot.model.Tables;
import dev.puente.sandbox.chatwoot.model.Tx;
import dev.puente.sandbox.chatwoot.rules.ReplyWindow;
import dev.puente.sandbox.chatwoot.rules.TemplateParams;
import dev.puente.sandbox.chatwoot.service.Incoming;
import dev.puente.sandbox.chatwoot.service.Messages;
import dev.puente.sandbox.chatwoot.webhook.StatusProgress.Until;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands outgoing messages to WhatsApp ({@code send_on_whatsapp_service.rb}, CONTRACT 4.4 and 4.5).
 * Messages of other channels stay {@code sent}: an API inbox is its own channel, a website has
 * none.
 */
final class ChannelSender {

  static final String WINDOW_CLOSED =
      "The 24-hour reply window is closed and no template parameters were given";

  private final Database database;
  private final Timer timer;
  private volatile StatusProgress progress;

  ChannelSender(Database database, Timer timer, StatusProgress progress) {
    this.database = database;
    this.timer = timer;
    this.progress = progress;
  }

  void progress(StatusProgress newProgress) {
    progress = newProgress;
  }

  /**
   * The background job of one message; the reply window counts as it was when the message was
   * written.
   */
  void send(long messageId) {
    StatusProgress now = progress;
    boolean accepted = database.write(tx -> attempt(tx, messageId));
    if (accepted && now.until() != Until.QUEUED) {
      timer.after(now.step(), () -> accept(messageId, now));
    }
  }

  private static boolean attempt(Tx tx, long messageId) {
    MessageRow message = tx.tables().messages.get(messageId);
    if (message == null || message.sourceId != null) {
      return false;
    }
    InboxRow inbox = tx.tables().inbox(message.inboxId);
    if (!inbox.reachesWhatsapp()) {
      return false;
    }
    Optional<String> refusal = refusal(tx.tables(), inbox, message);
    refusal.ifPresent(error -> Messages.setStatus(tx, message, "failed", error));
    return refusal.isEmpty();
  }

  private static Optional<String> refusal(Tables tables, InboxRow inbox, MessageRow message) {
    if (message.additionalAttributes.path("template_params") instanceof ObjectNode params) {
      return unfit(inbox, params);
    }
    ConversationRow conversation = tables.conversation(message.conversationId);
    return ReplyWindow.isOpen(tables, conversation) ? Optional.empty() : Optional.of(WINDOW_CLOSED);
  }

  private static Optional<String> unfit(InboxRow inbox, ObjectNode params) {
    List<Template> templates = inbox.templates;
    if (templates == null) {
      return Optional.empty();
    }
    Template template = find(templates, params);
    if (template == null && inbox.isTwilio()) {
      return Optional.of("Template not found");
    }
    // Without a synced template the parameters are dropped, so the count never fits (4.5).
    boolean fits =
        template != null && template.bodyParameters() == TemplateParams.bodyValues(params);
    return fits
        ? Optional.empty()
        : Optional.of("132000: Number of parameters does not match the expected number of params");
  }

  private static @Nullable Template find(List<Template> templates, ObjectNode params) {
    return templates.stream()
        .filter(template -> template.name().equals(params.path("name").asString("")))
        .filter(template -> template.language().equals(params.path("language").asString("")))
        .findFirst()
        .orElse(null);
  }

  private void accept(long messageId, StatusProgress plan) {
    boolean known =
        change(
            messageId,
            (tx, message) -> Messages.setSourceId(tx, message, Incoming.wamid(tx.tables())));
    if (known && plan.until().compareTo(Until.DELIVERED) >= 0) {
      timer.after(plan.step(), () -> advance(messageId, "delivered", plan));
    }
  }

  private void advance(long messageId, String status, StatusProgress plan) {
    change(
        messageId,
        (tx, message) -> {
          if (!message.status.equals("failed")) {
            Messages.setStatus(tx, message, status, null);
          }
        });
    if (status.equals("delivered") && plan.until() == Until.READ) {
      timer.after(plan.step(), () -> advance(messageId, "read", plan));
    }
  }

  private boolean change(long messageId, java.util.function.BiConsumer<Tx, MessageRow> change) {
    return database.write(
        tx -> {
          MessageRow message = tx.tables().messages.get(messageId);
          if (message != null) {
            change.accept(tx, message);
          }
          return message != null;
        });
  }
}
