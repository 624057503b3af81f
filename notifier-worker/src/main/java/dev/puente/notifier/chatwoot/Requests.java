package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.Task.TemplateUse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is sent to Chatwoot. */
public final class Requests {
  private Requests() {}

  /** Fields of a contact; null fields are left out. */
  public record ContactFields(
      @Nullable String name,
      @Nullable String email,
      @Nullable String phoneNumber,
      @Nullable String identifier,
      Map<String, Object> customAttributes) {
    /** Without the e-mail. */
    public ContactFields withoutEmail() {
      return new ContactFields(name, null, phoneNumber, identifier, customAttributes);
    }
  }

  /**
   * An outgoing message.
   *
   * @param content text, already escaped for the template engine; null: template only
   * @param notificationId plain id, for people and filters
   * @param marker full marker, by which the message is found again
   * @param template null: plain text
   */
  public record NewMessage(
      @Nullable String content,
      String notificationId,
      String marker,
      @Nullable TemplateUse template) {}

  /** A conversation with its first message, created in one transaction. */
  public record NewConversation(
      long contactId, long inboxId, @Nullable String sourceId, NewMessage message) {}
}
