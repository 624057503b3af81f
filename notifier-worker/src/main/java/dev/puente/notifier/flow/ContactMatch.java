package dev.puente.notifier.flow;

import dev.puente.notifier.chatwoot.Views.ContactView;
import dev.puente.notifier.chatwoot.Views.InboxLink;
import dev.puente.schemas.key.ContactPhones;
import dev.puente.schemas.key.PhoneKeys;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which contacts have a phone key, and which of several is the one. */
final class ContactMatch {
  private final ContactPhones phones;

  ContactMatch(PhoneKeys keys) {
    this.phones = new ContactPhones(keys);
  }

  /**
   * Whether a contact is reached under that key. The provider's channel ids decide where there are
   * any: a message in that inbox goes to the channel id, whatever the phone number says.
   */
  boolean has(ContactView contact, String phoneKey) {
    Set<String> keys = new HashSet<>();
    boolean channel = false;
    List<InboxLink> links = contact.links() == null ? List.of() : contact.links();
    for (InboxLink link : links) {
      var evidence = phones.evidence(link.channelType(), link.sourceId(), null);
      String key = evidence.matchKey();
      if (key != null) {
        channel = true;
        keys.add(key);
      }
    }
    if (!channel) {
      String key = phones.evidence(null, null, contact.phoneNumber()).matchKey();
      if (key != null) {
        keys.add(key);
      }
    }
    return keys.contains(phoneKey);
  }

  /** The exact stored form first, then the latest activity, then the oldest contact. */
  static Optional<ContactView> best(List<ContactView> contacts, String sendingForm) {
    return contacts.stream()
        .min(
            Comparator.comparing((ContactView c) -> !sendingForm.equals(c.phoneNumber()))
                .thenComparing(Comparator.comparingLong(ContactView::lastActivityAt).reversed())
                .thenComparingLong(ContactView::id));
  }
}
