package dev.puente.matcher.linking;

import dev.puente.event.v1.Lead;
import dev.puente.event.v1.Subscription;
import dev.puente.event.v1.SubscriptionCreated;
import dev.puente.event.v1.SubscriptionStep;
import dev.puente.matcher.query.QueryRoute;
import dev.puente.matcher.query.StoreReader;
import dev.puente.schemas.key.TenantKey;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.springframework.stereotype.Component;

/** A pre-registration; the gateway decides how much of it the asking one may see. */
@Component
final class SubscriptionView implements QueryRoute {
  @Override
  public String path() {
    return "subscriptions/{id}";
  }

  @Override
  public String applicationId() {
    return TopologyNames.APPLICATION_ID;
  }

  @Override
  public String store() {
    return TopologyNames.SUBSCRIPTION_STORE;
  }

  @Override
  public Optional<Map<String, Object>> answer(TenantKey key, StoreReader stores) {
    ReadOnlyKeyValueStore<String, Subscription> subscriptions =
        stores.store(TopologyNames.SUBSCRIPTION_STORE);
    return Optional.ofNullable(subscriptions.get(key.text())).map(SubscriptionView::view);
  }

  private static Map<String, Object> view(Subscription subscription) {
    SubscriptionCreated form = subscription.getCreated();
    return new Json()
        .put("subscription_id", subscription.getSubscriptionId())
        .put("status", subscription.getStatus())
        .put("sync_state", subscription.getSyncState().name())
        .put("sync_reason", subscription.getSyncReason())
        .put("chatwoot_contact_id", subscription.getChatwootContactId())
        .put("chatwoot_source_id", subscription.getChatwootSourceId())
        .put("chatwoot_identifier", form.getChatwootIdentifier())
        .put("redirect_url", form.getRedirectUrl())
        .put("level_id", form.getLevelId())
        .put("lead", lead(form.getLead()))
        .put(
            "consent",
            new Json()
                .put("version", form.getConsentVersion())
                .put("accepted_at", form.getConsentAcceptedAt())
                .map())
        .put("utm", form.getUtm())
        .put("created_at", subscription.getCreatedAt())
        .put("updated_at", subscription.getUpdatedAt())
        .put("history", subscription.getHistory().stream().map(SubscriptionView::step).toList())
        .put("status_token_hash", form.getStatusTokenHash())
        .map();
  }

  private static Map<String, Object> lead(Lead lead) {
    return new Json()
        .put("name", lead.getName())
        .put("email", lead.getEmail())
        .put("phone", lead.getPhone())
        .put("whatsapp", lead.getWhatsapp())
        .put("province", lead.getProvince())
        .put("type", lead.getType())
        .put("amount_range", lead.getAmountRange())
        .map();
  }

  private static Map<String, Object> step(SubscriptionStep step) {
    return new Json()
        .put("at", step.getAt())
        .put("status", step.getStatus())
        .put("detail", step.getDetail())
        .map();
  }
}
