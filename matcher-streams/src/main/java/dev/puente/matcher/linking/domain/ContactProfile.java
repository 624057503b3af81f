package dev.puente.matcher.linking.domain;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All that events told about a contact.
 *
 * @param contactId contact
 * @param phone phone number in Chatwoot
 * @param identifier external identifier
 * @param name name
 * @param inboxes places, newest last, at most {@value #MAX_INBOXES}
 * @param versionMillis clock of the newest accepted event
 * @param lastMessageId highest message id
 * @param refreshAskedAtMillis when a fresh read was asked for and not answered yet; 0: never
 */
public record ContactProfile(
    long contactId,
    KnownPhone phone,
    @Nullable String identifier,
    @Nullable String name,
    List<InboxLink> inboxes,
    long versionMillis,
    @Nullable Long lastMessageId,
    long refreshAskedAtMillis) {

  /** Most places kept. */
  public static final int MAX_INBOXES = 16;

  /** Keeps its own copy of the places. */
  public ContactProfile {
    inboxes = List.copyOf(inboxes);
  }

  /** A contact that was not seen before. */
  public static ContactProfile unseen(long contactId) {
    return new ContactProfile(contactId, KnownPhone.NONE, null, null, List.of(), 0, null, 0);
  }

  ContactProfile withPhone(KnownPhone changed) {
    return new ContactProfile(
        contactId,
        changed,
        identifier,
        name,
        inboxes,
        versionMillis,
        lastMessageId,
        refreshAskedAtMillis);
  }

  ContactProfile withRefreshAskedAt(long millis) {
    return new ContactProfile(
        contactId, phone, identifier, name, inboxes, versionMillis, lastMessageId, millis);
  }

  ContactProfile withNames(@Nullable String newIdentifier, @Nullable String newName, long version) {
    return new ContactProfile(
        contactId,
        phone,
        newIdentifier,
        newName,
        inboxes,
        version,
        lastMessageId,
        refreshAskedAtMillis);
  }

  ContactProfile withLastMessage(@Nullable Long messageId) {
    return new ContactProfile(
        contactId,
        phone,
        identifier,
        name,
        inboxes,
        versionMillis,
        InboxLink.highest(lastMessageId, messageId),
        refreshAskedAtMillis);
  }

  /** With a place; a newer one moves to the end, an older one only fills a gap. */
  ContactProfile withInbox(InboxLink seen, boolean newer) {
    List<InboxLink> places = new ArrayList<>(inboxes);
    int index = indexOf(places, seen.inboxId());
    if (index < 0 && newer) {
      places.add(seen);
    } else if (index < 0) {
      places.addFirst(seen);
    } else if (newer) {
      places.add(places.remove(index).updatedBy(seen));
    }
    if (places.size() > MAX_INBOXES) {
      places.removeFirst();
    }
    return new ContactProfile(
        contactId,
        phone,
        identifier,
        name,
        places,
        versionMillis,
        lastMessageId,
        refreshAskedAtMillis);
  }

  private static int indexOf(List<InboxLink> places, long inboxId) {
    for (int i = 0; i < places.size(); i++) {
      if (places.get(i).inboxId() == inboxId) {
        return i;
      }
    }
    return -1;
  }
}
