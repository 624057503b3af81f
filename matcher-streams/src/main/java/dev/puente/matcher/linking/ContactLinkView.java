package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.matcher.query.QueryRoute;
import dev.puente.matcher.query.StoreReader;
import dev.puente.schemas.key.TenantKey;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The link of a contact and its explanation; the phone is masked. */
@Component
final class ContactLinkView implements QueryRoute {
  private static final int SHOWN_HEAD = 3;
  private static final int SHOWN_TAIL = 2;

  @Override
  public String path() {
    return "contacts/{id}/link";
  }

  @Override
  public String applicationId() {
    return TopologyNames.APPLICATION_ID;
  }

  @Override
  public String store() {
    return TopologyNames.LINK_STORE;
  }

  @Override
  public Optional<Map<String, Object>> answer(TenantKey key, StoreReader stores) {
    ReadOnlyKeyValueStore<String, ContactLink> links = stores.store(TopologyNames.LINK_STORE);
    return Optional.ofNullable(links.get(key.text())).map(ContactLinkView::view);
  }

  private static Map<String, Object> view(ContactLink link) {
    return new Json()
        .put("contact_id", link.getContactId())
        .put("state", link.getState().name())
        .put("client_id", link.getClientId())
        .put("rule", link.getRule().name())
        .put("phone_key_source", link.getMatchSource().name())
        .put("owner_count", link.getOwnerCount())
        .put("decided_at", link.getDecidedAt())
        .put("explanation", link.getExplanation())
        .put(
            "evidence",
            new Json()
                .put("event_id", link.getEvidenceEventId())
                .put("value", masked(link.getPhoneKey()))
                .map())
        .map();
  }

  static @Nullable String masked(@Nullable String phoneKey) {
    if (phoneKey == null || phoneKey.length() <= SHOWN_HEAD + SHOWN_TAIL) {
      return null;
    }
    int hidden = phoneKey.length() - SHOWN_HEAD - SHOWN_TAIL;
    return phoneKey.substring(0, SHOWN_HEAD)
        + "*".repeat(hidden)
        + phoneKey.substring(phoneKey.length() - SHOWN_TAIL);
  }
}
