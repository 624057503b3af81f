package dev.puente.notifier.delivery;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a command asks for. */
public sealed interface Task {
  /** What results call the thing that was worked on. */
  String subject();

  /**
   * One message to one recipient.
   *
   * @param notificationId plain id, shown in the message's attributes
   * @param occurrence {@code id} or {@code id#n}
   * @param target whom
   * @param inboxId the only inbox that may be used
   * @param content text before escaping; null: template only
   * @param template null: plain text
   */
  record Send(
      String notificationId,
      String occurrence,
      Target target,
      long inboxId,
      @Nullable String content,
      @Nullable TemplateUse template)
      implements Task {
    @Override
    public String subject() {
      return occurrence;
    }
  }

  /**
   * Bring the custom attributes of a contact to this state.
   *
   * @param set attributes to write: Boolean, Long, Double or String
   * @param clear attributes to remove
   * @param name about the contact's own name; null: it is not looked at
   */
  record Sync(long contactId, Map<String, Object> set, List<String> clear, @Nullable NameWish name)
      implements Task {
    @Override
    public String subject() {
      return Long.toString(contactId);
    }
  }

  /**
   * The contact's own name, which is nobody's but ours only while it is empty or one that we wrote.
   *
   * @param wanted name to have; null: none of ours
   * @param ours names that may stand there because of us
   */
  record NameWish(@Nullable String wanted, List<String> ours) {}

  /**
   * Create or complete the contact of a subscription.
   *
   * @param email used only when the contact is created; null: none
   * @param attributes custom attributes: Boolean, Long, Double or String
   * @param inboxId inbox to link; null: none
   * @param sourceId wanted source id of an API or website inbox; null: derived
   * @param otherPhoneKeys more phones of the same person: a contact with one of them is taken
   *     before one is created
   */
  record Upsert(
      String subscriptionId,
      Target target,
      @Nullable String email,
      Map<String, Object> attributes,
      @Nullable Long inboxId,
      @Nullable String sourceId,
      List<String> otherPhoneKeys)
      implements Task {
    /** One phone at most. */
    public Upsert(
        String subscriptionId,
        Target target,
        @Nullable String email,
        Map<String, Object> attributes,
        @Nullable Long inboxId,
        @Nullable String sourceId) {
      this(subscriptionId, target, email, attributes, inboxId, sourceId, List.of());
    }

    @Override
    public String subject() {
      return subscriptionId;
    }
  }

  /** Read a contact. */
  record Refresh(long contactId) implements Task {
    @Override
    public String subject() {
      return Long.toString(contactId);
    }
  }

  /**
   * A channel template.
   *
   * @param paramsJson {@code processed_params} as a JSON object; null: the template has none
   */
  record TemplateUse(
      String name,
      String language,
      @Nullable String category,
      @Nullable String namespace,
      @Nullable String paramsJson) {}
}
