package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.SubscriptionChange;
import dev.puente.event.v1.SubscriptionStatusChanged;
import dev.puente.schemas.contact.PreRegistrationAttributes;
import dev.puente.schemas.key.TenantKey;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads from {@code contact_updated} that the {@code status} of a pre-registration was edited in
 * Chatwoot. Our own writes come back the same way; whether it is one is decided by the
 * pre-registration. Former and new value are frozen at the moment of the change (Chatwoot
 * app/listeners/base_listener.rb, 4.16).
 */
final class StatusEdits {
  static final String FROM_CHATWOOT = "CHATWOOT";
  private static final int MAX_LENGTH = 64;

  private final ChangedAttributes changed = new ChangedAttributes();

  /** The change; empty when the event shows none. */
  Optional<SubscriptionChange> of(ChatwootEvent event) {
    EventContact contact = event.getContact();
    if (contact == null || !event.getEvent().equals(ChangedAttributes.CONTACT_UPDATED)) {
      return Optional.empty();
    }
    JsonNode attributes = changed.of(event, "custom_attributes");
    String status = text(attributes.path("current_value").path(PreRegistrationAttributes.STATUS));
    String id =
        text(attributes.path("current_value").path(PreRegistrationAttributes.SUBSCRIPTION_ID));
    boolean same =
        status != null
            && status.equals(
                text(attributes.path("previous_value").path(PreRegistrationAttributes.STATUS)));
    if (status == null || id == null || same) {
      return Optional.empty();
    }
    Instant clock = changed.clock(event);
    return Optional.of(
        SubscriptionChange.newBuilder()
            .setTenant(event.getTenant())
            .setSubscriptionId(id)
            .setAt(clock == null ? event.getReceivedAt() : clock)
            .setBody(new SubscriptionStatusChanged(status, FROM_CHATWOOT, contact.getId()))
            .build());
  }

  static String key(SubscriptionChange change) {
    return new TenantKey(change.getTenant(), change.getSubscriptionId()).text();
  }

  private static @Nullable String text(JsonNode node) {
    String text = node.isString() ? node.stringValue().strip() : "";
    return text.isEmpty() || text.length() > MAX_LENGTH || text.indexOf(Keys.SEPARATOR) >= 0
        ? null
        : text;
  }
}
