package dev.puente.matcher.linking;

import dev.puente.event.v1.LinkOverride;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingManual;
import dev.puente.matcher.state.LinkingWord;
import dev.puente.schemas.key.TenantKey;
import org.jspecify.annotations.Nullable;

/** A person's word about a contact, and what is known of the client that it names. */
final class ManualLinks {
  private static final String CLIENT_STATUS = "client_status";
  private static final String INACTIVE = "inactive";

  private ManualLinks() {}

  /** The word of a record; null: taken back. */
  static @Nullable LinkingWord word(String key, @Nullable LinkOverride override) {
    if (override == null) {
      return null;
    }
    Keys.checked(key, override.getTenant(), Long.toString(override.getContactId()));
    return new LinkingWord(
        override.getClientId(),
        override.getAt().toEpochMilli(),
        override.getWho(),
        override.getWhy());
  }

  /** The client that it names, as a key; null: nobody. */
  static @Nullable String client(String key, LinkingWord word) {
    return word.getClientId() == null
        ? null
        : new TenantKey(TenantKey.parse(key).tenant(), word.getClientId()).text();
  }

  static LinkingManual joined(LinkingWord word, @Nullable LinkingClientCard card) {
    boolean inactive = card != null && INACTIVE.equals(card.getAttributes().get(CLIENT_STATUS));
    return LinkingManual.newBuilder()
        .setClientId(word.getClientId())
        .setAt(word.getAt())
        .setWho(word.getWho())
        .setWhy(word.getWhy())
        .setKnown(word.getClientId() == null || card != null)
        .setActive(!inactive)
        .build();
  }
}
