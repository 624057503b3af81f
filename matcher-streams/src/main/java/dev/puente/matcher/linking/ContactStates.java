package dev.puente.matcher.linking;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.Contact;
import dev.puente.event.v1.ContactInbox;
import dev.puente.event.v1.MatchSource;
import dev.puente.matcher.linking.domain.ContactMatch;
import dev.puente.matcher.linking.domain.ContactProfile;
import dev.puente.matcher.linking.domain.InboxLink;
import dev.puente.matcher.linking.domain.KnownPhone;
import dev.puente.matcher.state.LinkingContactState;
import dev.puente.matcher.state.LinkingInbox;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.matcher.state.LinkingMatchSource;
import dev.puente.schemas.key.Recipient;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Translates between what is known of a contact, its stored form and the published records. */
final class ContactStates {
  private ContactStates() {}

  static ContactProfile profile(LinkingContactState state) {
    return new ContactProfile(
        state.getContactId(),
        new KnownPhone(
            state.getPhoneNumber(),
            state.getPhoneCertain(),
            state.getPhoneClock(),
            state.getPhoneEventId()),
        state.getIdentifier(),
        state.getName(),
        state.getInboxes().stream().map(ContactStates::inbox).toList(),
        state.getVersion(),
        state.getLastMessageId(),
        state.getRefreshAskedAt());
  }

  static LinkingContactState state(
      ContactProfile contact, LinkingMatch match, @Nullable String remarkKey, long addressVersion) {
    return LinkingContactState.newBuilder()
        .setContactId(contact.contactId())
        .setPhoneNumber(contact.phone().value())
        .setPhoneCertain(contact.phone().certain())
        .setPhoneClock(contact.phone().clockMillis())
        .setPhoneEventId(contact.phone().eventId())
        .setIdentifier(contact.identifier())
        .setName(contact.name())
        .setInboxes(contact.inboxes().stream().map(ContactStates::stored).toList())
        .setVersion(contact.versionMillis())
        .setLastMessageId(contact.lastMessageId())
        .setRefreshAskedAt(contact.refreshAskedAtMillis())
        .setAddressVersion(addressVersion)
        .setMatch(match)
        .setRemarkKey(remarkKey)
        .build();
  }

  static LinkingMatch match(
      String tenant, long contactId, ContactMatch match, String rulesVersion) {
    return LinkingMatch.newBuilder()
        .setTenant(tenant)
        .setContactId(contactId)
        .setMatchKey(match.key())
        .setMatchSource(LinkingMatchSource.valueOf(match.source().name()))
        .setReason(match.reason())
        .setConflicting(match.remarkKey() != null)
        .setEvidenceEventId(match.eventId())
        .setRulesVersion(rulesVersion)
        .build();
  }

  static Contact contact(LinkingContactState state, LinkingMatch match) {
    return Contact.newBuilder()
        .setTenant(match.getTenant())
        .setContactId(state.getContactId())
        .setMatchKey(match.getMatchKey())
        .setMatchSource(MatchSource.valueOf(match.getMatchSource().name()))
        .setMatchReason(match.getReason())
        .setRemarkKey(state.getRemarkKey())
        .setPhoneNumber(state.getPhoneNumber())
        .setIdentifier(state.getIdentifier())
        .setName(state.getName())
        .setInboxes(published(state.getInboxes()))
        .setVersion(state.getVersion())
        .setLastMessageId(state.getLastMessageId())
        .setEvidenceEventId(match.getEvidenceEventId())
        .setRulesVersion(match.getRulesVersion())
        .build();
  }

  /** Where the contact is reached: its phone, else itself. */
  static Address address(LinkingContactState state, LinkingMatch match) {
    return Address.newBuilder()
        .setTenant(match.getTenant())
        .setRecipient(new Recipient.ByContact(state.getContactId()).text())
        .setAddress(addressText(match))
        .setVersion(state.getAddressVersion())
        .setPhoneRaw(state.getPhoneNumber())
        .setContactId(state.getContactId())
        .build();
  }

  static String addressText(LinkingMatch match) {
    String key = match.getMatchKey();
    return key == null
        ? dev.puente.schemas.key.Address.ofContact(match.getContactId())
        : dev.puente.schemas.key.Address.ofPhone(key);
  }

  private static List<ContactInbox> published(List<LinkingInbox> inboxes) {
    return inboxes.stream()
        .map(
            i ->
                new ContactInbox(
                    i.getInboxId(), i.getChannel(), i.getSourceId(), i.getConversationId()))
        .toList();
  }

  private static InboxLink inbox(LinkingInbox stored) {
    return new InboxLink(
        stored.getInboxId(),
        stored.getChannel(),
        stored.getSourceId(),
        stored.getConversationId(),
        stored.getEventId());
  }

  private static LinkingInbox stored(InboxLink inbox) {
    return new LinkingInbox(
        inbox.inboxId(),
        inbox.channel(),
        inbox.sourceId(),
        inbox.conversationId(),
        inbox.eventId());
  }
}
