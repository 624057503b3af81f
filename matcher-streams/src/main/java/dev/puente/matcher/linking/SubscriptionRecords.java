package dev.puente.matcher.linking;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.ContactTarget;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.Subscription;
import dev.puente.event.v1.SubscriptionCreated;
import dev.puente.event.v1.SubscriptionStatusChanged;
import dev.puente.event.v1.SubscriptionStep;
import dev.puente.event.v1.SyncState;
import dev.puente.event.v1.UpsertContact;
import dev.puente.matcher.linking.domain.ContentHash;
import dev.puente.schemas.contact.PreRegistrationAttributes;
import dev.puente.schemas.key.Recipient;
import dev.puente.schemas.key.TenantKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The records of a pre-registration, each derived from the one before. */
final class SubscriptionRecords {
  private static final int MAX_HISTORY = 32;
  private static final int SOURCE_ID_HEX = 32;

  private SubscriptionRecords() {}

  static Subscription created(
      TenantKey key, SubscriptionCreated form, Instant at, TenantRules rules) {
    return Subscription.newBuilder()
        .setTenant(key.tenant())
        .setSubscriptionId(key.id())
        .setStatus(form.getStatus())
        .setSyncState(SyncState.PENDING)
        .setCreated(form)
        .setAddress(address(key.tenant(), form, rules))
        .setCreatedAt(at)
        .setUpdatedAt(at)
        .setHistory(List.of(new SubscriptionStep(at, form.getStatus(), "accepted")))
        .build();
  }

  static Subscription withStatus(
      Subscription before, String status, String origin, boolean toWrite, Instant at) {
    Subscription after = Subscription.newBuilder(before).build();
    after.setStatus(status);
    if (toWrite) {
      after.setSyncState(SyncState.PENDING);
    }
    return stepped(after, at, "status set by " + origin);
  }

  /**
   * Whether a status that was edited in Chatwoot is taken over. It must come from the contact of
   * the pre-registration: anybody may write the attributes of another one. One that is older than
   * the present status, or that we asked for ourselves and that a newer wish is to replace, is not.
   */
  static boolean accepts(
      @Nullable Subscription before, SubscriptionStatusChanged edited, Instant at) {
    if (before == null
        || edited.getContactId() == null
        || !edited.getContactId().equals(before.getChatwootContactId())) {
      return false;
    }
    boolean writing = before.getSyncState() == SyncState.PENDING;
    boolean ours =
        before.getHistory().stream().anyMatch(s -> s.getStatus().equals(edited.getStatus()));
    return !at.isBefore(since(before)) && !(writing && ours);
  }

  /** Since when the status is what it is. */
  private static Instant since(Subscription subscription) {
    Instant since = subscription.getUpdatedAt();
    for (SubscriptionStep step : subscription.getHistory().reversed()) {
      if (!step.getStatus().equals(subscription.getStatus())) {
        return since;
      }
      since = step.getAt();
    }
    return since;
  }

  /** After an answer; the former record when the answer changes nothing. */
  static Subscription answered(Subscription before, CommandResult result, boolean newest) {
    Subscription after = Subscription.newBuilder(before).build();
    Long contactId = result.getContactId();
    if (contactId != null) {
      after.setChatwootContactId(contactId);
    }
    if (result.getSourceId() != null) {
      after.setChatwootSourceId(result.getSourceId());
    }
    boolean failed = result.getCode() == ResultCode.REJECTED;
    if (newest) {
      after.setSyncState(failed ? SyncState.FAILED : SyncState.SYNCED);
      after.setSyncReason(failed ? result.getReason() : null);
    }
    if (after.equals(before)) {
      return before;
    }
    String detail = failed ? "contact refused by Chatwoot" : "contact written to Chatwoot";
    return stepped(after, result.getFinishedAt(), detail);
  }

  static Address recipient(Subscription subscription, long version) {
    SubscriptionCreated form = subscription.getCreated();
    boolean phone = subscription.getAddress().startsWith("phone/");
    return Address.newBuilder()
        .setTenant(subscription.getTenant())
        .setRecipient(new Recipient.BySubscription(subscription.getSubscriptionId()).text())
        .setAddress(subscription.getAddress())
        .setVersion(version)
        .setDisplayName(form.getLead().getName())
        .setPhoneRaw(phone ? form.getPhoneRaw() : null)
        .setRegion(form.getRegion())
        .setContactId(subscription.getChatwootContactId())
        .setIdentifier(form.getChatwootIdentifier())
        .build();
  }

  static ContactSync wanted(Subscription subscription, long version, TenantRules rules) {
    return ContactSync.newBuilder()
        .setTenant(subscription.getTenant())
        .setAddress(subscription.getAddress())
        .setSubject(new Recipient.BySubscription(subscription.getSubscriptionId()).text())
        .setVersion(version)
        .setBody(upsert(subscription, rules))
        .build();
  }

  /** Hash of what is wanted in Chatwoot now. */
  static String contentHash(Subscription subscription) {
    SubscriptionCreated form = subscription.getCreated();
    return ContentHash.of(
        attributes(subscription),
        List.of(
            subscription.getAddress(),
            form.getChatwootIdentifier(),
            form.getLead().getName(),
            form.getLead().getEmail(),
            String.valueOf(form.getInboxId())));
  }

  private static UpsertContact upsert(Subscription subscription, TenantRules rules) {
    SubscriptionCreated form = subscription.getCreated();
    boolean phone = subscription.getAddress().startsWith("phone/");
    return UpsertContact.newBuilder()
        .setSubscriptionId(subscription.getSubscriptionId())
        .setTarget(
            ContactTarget.newBuilder()
                .setContactId(subscription.getChatwootContactId())
                .setPhoneKey(phone ? form.getPhoneKey() : null)
                .setPhoneRaw(phone ? form.getPhoneRaw() : null)
                .setRegion(form.getRegion())
                .setIdentifier(form.getChatwootIdentifier())
                .setDisplayName(form.getLead().getName())
                .build())
        .setEmail(form.getLead().getEmail())
        .setAttributes(attributes(subscription))
        .setInboxId(form.getInboxId())
        .setSourceId(sourceId(subscription, rules))
        .setContentHash(contentHash(subscription))
        .build();
  }

  private static Map<String, Object> attributes(Subscription subscription) {
    Map<String, Object> attributes = new TreeMap<>(subscription.getCreated().getCustomAttributes());
    attributes.put(PreRegistrationAttributes.STATUS, subscription.getStatus());
    return attributes;
  }

  private static @Nullable String sourceId(Subscription subscription, TenantRules rules) {
    Long inboxId = subscription.getCreated().getInboxId();
    if (inboxId == null || !rules.wantsSourceId(subscription.getTenant(), inboxId)) {
      return null;
    }
    String content =
        String.join("|", subscription.getTenant(), subscription.getAddress(), inboxId.toString());
    return "puente-" + ContentHash.sha256(content).substring(0, SOURCE_ID_HEX);
  }

  private static String address(String tenant, SubscriptionCreated form, TenantRules rules) {
    String key = form.getPhoneKey();
    return key == null || rules.blocked(tenant).test(key)
        ? dev.puente.schemas.key.Address.ofIdentifier(form.getChatwootIdentifier())
        : dev.puente.schemas.key.Address.ofPhone(key);
  }

  private static Subscription stepped(Subscription subscription, Instant at, String detail) {
    List<SubscriptionStep> history = new ArrayList<>(subscription.getHistory());
    history.add(new SubscriptionStep(at, subscription.getStatus(), detail));
    while (history.size() > MAX_HISTORY) {
      history.remove(1); // the first step tells when it was accepted
    }
    subscription.setHistory(history);
    subscription.setUpdatedAt(at);
    return subscription;
  }
}
