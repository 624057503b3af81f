package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkState;
import dev.puente.matcher.linking.domain.Language;
import dev.puente.matcher.query.QueryRoute;
import dev.puente.matcher.query.StoreReader;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingContactState;
import dev.puente.matcher.state.LinkingJoined;
import dev.puente.matcher.state.LinkingManual;
import dev.puente.matcher.state.LinkingPhoneOwners;
import dev.puente.matcher.state.LinkingWanted;
import dev.puente.schemas.key.TenantKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The link of a contact and its explanation; the phone is masked. */
@Component
final class ContactLinkView implements QueryRoute {
  /** Parameter with the language of the words; English without it. */
  private static final String LANGUAGE = "lang";

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
    return answer(key, stores, Map.of());
  }

  @Override
  public Optional<Map<String, Object>> answer(
      TenantKey key, StoreReader stores, Map<String, String> parameters) {
    Language language = Language.of(parameters.get(LANGUAGE));
    ContactLink link = found(stores, TopologyNames.LINK_STORE, key);
    return link == null ? Optional.empty() : Optional.of(view(language, link, key, stores));
  }

  /** A contact that was seen is decided soon, whatever comes of it. */
  @Override
  public boolean underWay(TenantKey key, StoreReader stores) {
    return found(stores, TopologyNames.CONTACT_STORE, key) != null;
  }

  private static <V> @Nullable V found(StoreReader stores, String name, TenantKey key) {
    ReadOnlyKeyValueStore<String, V> store = stores.store(name);
    return store.get(key.text());
  }

  private static Map<String, Object> view(
      Language language, ContactLink link, TenantKey key, StoreReader stores) {
    LinkingContactState contact = found(stores, TopologyNames.CONTACT_STORE, key);
    LinkingJoined joined = found(stores, TopologyNames.JOINED_STORE, key);
    LinkingManual manual = found(stores, TopologyNames.MANUAL_STORE, key);
    LinkingWanted wanted = found(stores, TopologyNames.WANTED_STORE, key);
    LinkingPhoneOwners owners = joined == null ? null : joined.getOwners();
    LinkingClientCard card = wanted == null ? null : wanted.getCard();
    String remark = contact == null ? null : contact.getRemarkKey();
    int leftOut = card == null || link.getState() != LinkState.LINKED ? 0 : card.getDropped();
    LinkStory story =
        new LinkStory(
            language,
            link,
            LinkRecords.explanation(language, LinkRecords.decide(joined, manual, link), joined),
            manual,
            masked(link.getPhoneKey()),
            masked(remark));
    return new Json()
        .put("contact_id", link.getContactId())
        .put("state", link.getState().name())
        .put("client_id", link.getClientId())
        .put("rule", link.getRule().name())
        .put("phone_key_source", link.getMatchSource().name())
        .put("owner_count", link.getOwnerCount())
        .put("owners", owners == null ? List.of() : owners.getClientIds())
        .put("yielding", yielding(owners))
        .put("decided_at", link.getDecidedAt())
        .put("explanation", story.text())
        .put(
            "evidence",
            new Json()
                .put("event_id", link.getEvidenceEventId())
                .put("value", masked(link.getPhoneKey()))
                .put("other_value", masked(remark))
                .map())
        .put("manual", manual == null ? null : manual(manual))
        .put("rules_version", link.getRulesVersion())
        .put("left_out", link.getLeftOut())
        .put("warnings", leftOut == 0 ? List.of() : List.of(story.leftOut(leftOut)))
        .map();
  }

  /** Clients made of contacts that give way to the owners; absent without any. */
  private static @Nullable List<String> yielding(@Nullable LinkingPhoneOwners owners) {
    return owners == null || owners.getYielding().isEmpty() ? null : owners.getYielding();
  }

  private static Map<String, Object> manual(LinkingManual manual) {
    return new Json()
        .put("client_id", manual.getClientId())
        .put("who", manual.getWho())
        .put("at", Instant.ofEpochMilli(manual.getAt()))
        .put("why", manual.getWhy())
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
