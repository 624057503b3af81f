package dev.puente.matcher.linking;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkRule;
import dev.puente.event.v1.LinkState;
import dev.puente.matcher.linking.domain.Newcomers;
import dev.puente.matcher.state.LinkingContactState;
import dev.puente.matcher.state.LinkingInbox;
import dev.puente.matcher.state.LinkingNewcomer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates an unknown contact to the wish for a client, and that to the client. */
final class NewcomerRecords {
  private NewcomerRecords() {}

  /**
   * The phone of a contact whose link says that nobody owns it; null for every other link. A link
   * that was revoked is none of them: its contact was known, and a person decides.
   */
  static @Nullable String unownedPhone(ContactLink link) {
    return link.getState() == LinkState.UNMATCHED
            && link.getRule() == LinkRule.PHONE
            && link.getOwnerCount() == 0
        ? link.getPhoneKey()
        : null;
  }

  static LinkingNewcomer newcomer(
      ContactLink link,
      String phoneKey,
      LinkingContactState contact,
      TenantRules rules,
      long nowMillis) {
    return LinkingNewcomer.newBuilder()
        .setTenant(link.getTenant())
        .setContactId(link.getContactId())
        .setPhone(phone(phoneKey, contact, rules))
        .setName(Newcomers.name(contact.getName()))
        .setEvidenceEventId(link.getEvidenceEventId())
        .setRulesVersion(link.getRulesVersion())
        .setAskedAt(nowMillis)
        .build();
  }

  static Client client(LinkingNewcomer newcomer, Instant now) {
    return Client.newBuilder()
        .setTenant(newcomer.getTenant())
        .setClientId(Newcomers.clientId(newcomer.getContactId(), newcomer.getEvidenceEventId()))
        .setFirstName(newcomer.getName())
        .setPhones(List.of(newcomer.getPhone()))
        .setOrigin(ClientOrigin.CHATWOOT)
        .setChangedAt(now)
        .build();
  }

  /** A form that can be dialled where one is known, else the key itself; both have that key. */
  private static String phone(String phoneKey, LinkingContactState contact, TenantRules rules) {
    String senderId =
        contact.getInboxes().reversed().stream()
            .map(LinkingInbox::getSourceId)
            .filter(id -> id != null && rules.hasChannelKey(id, phoneKey))
            .findFirst()
            .orElse(null);
    String form = rules.sendingForm(phoneKey, contact.getPhoneNumber(), senderId);
    return rules.hasKey(form, phoneKey) ? form : phoneKey;
  }
}
