package dev.puente.ingest.subscription;

import dev.puente.event.v1.Lead;
import dev.puente.event.v1.SubscriptionChange;
import dev.puente.event.v1.SubscriptionCreated;
import dev.puente.event.v1.SubscriptionStatusChanged;
import dev.puente.schemas.contact.PreRegistrationAttributes;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** From checked forms to records of topic {@code subscription-changes}. */
final class SubscriptionRecords {
  private SubscriptionRecords() {}

  static Lead lead(FormData.Lead lead) {
    return Lead.newBuilder()
        .setName(lead.name())
        .setEmail(lead.email())
        .setPhone(lead.phone())
        .setWhatsapp(lead.whatsapp())
        .setProvince(lead.province())
        .setType(lead.type())
        .setAmountRange(lead.amountRange())
        .build();
  }

  /** The attributes of the contact, flat; what is absent is left out. */
  static Map<String, Object> attributes(String id, String status, FormData form) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    attributes.put(PreRegistrationAttributes.SUBSCRIPTION_ID, id);
    attributes.put(PreRegistrationAttributes.STATUS, status);
    attributes.put(PreRegistrationAttributes.LEVEL_ID, form.levelId());
    put(attributes, PreRegistrationAttributes.AMOUNT_RANGE, form.lead().amountRange());
    put(attributes, PreRegistrationAttributes.TYPE, form.lead().type());
    put(attributes, PreRegistrationAttributes.PROVINCE, form.lead().province());
    PreRegistrationAttributes.ORIGIN.forEach(name -> put(attributes, name, form.utm().get(name)));
    attributes.put(PreRegistrationAttributes.CONSENT_VERSION, form.consentVersion());
    attributes.put(PreRegistrationAttributes.CONSENT_ACCEPTED_AT, form.consentAcceptedAt());
    return attributes;
  }

  /** What the view shows first, before anything happened in Chatwoot. */
  static ObjectNode firstView(String id, Instant at, SubscriptionCreated body) {
    ObjectNode view = JsonNodeFactory.instance.objectNode();
    view.put("subscription_id", id);
    view.put("status", body.getStatus());
    view.put("sync_state", "PENDING");
    view.put("chatwoot_identifier", body.getChatwootIdentifier());
    view.put("redirect_url", body.getRedirectUrl());
    view.put("created_at", at.toString());
    view.put("updated_at", at.toString());
    view.withArray("history");
    view.put("status_token_hash", body.getStatusTokenHash());
    return view;
  }

  static SubscriptionChange created(
      String tenant, String id, Instant at, SubscriptionCreated body) {
    return change(tenant, id, at, body);
  }

  static SubscriptionChange statusChanged(String tenant, String id, Instant at, String status) {
    return change(
        tenant,
        id,
        at,
        SubscriptionStatusChanged.newBuilder().setStatus(status).setOrigin("API").build());
  }

  private static SubscriptionChange change(String tenant, String id, Instant at, Object body) {
    return SubscriptionChange.newBuilder()
        .setTenant(tenant)
        .setSubscriptionId(id)
        .setAt(at)
        .setBody(body)
        .build();
  }

  private static void put(Map<String, Object> attributes, String name, @Nullable String value) {
    if (value != null) {
      attributes.put(name, value);
    }
  }
}
