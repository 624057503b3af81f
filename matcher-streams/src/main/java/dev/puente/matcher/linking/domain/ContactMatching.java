package dev.puente.matcher.linking.domain;

import dev.puente.matcher.linking.domain.ContactMatch.Source;
import dev.puente.schemas.key.ContactPhones;
import dev.puente.schemas.key.PhoneResult;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds the match key of a contact: the newest sender id of a phone-based channel that gives a key,
 * else the phone number. Another key of the phone number stays a remark.
 */
public final class ContactMatching {
  private final ContactPhones phones;

  /** Matching with these phone rules. */
  public ContactMatching(ContactPhones phones) {
    this.phones = phones;
  }

  /**
   * The match of a contact.
   *
   * @param blocked tells the tenant's blocked phone keys, which identify nobody
   */
  public ContactMatch match(ContactProfile contact, Predicate<String> blocked) {
    PhoneResult typed = phones.evidence(null, null, contact.phone().value()).typed();
    String typedKey = keyOf(typed);
    String reason = reasonOf(typed);
    List<InboxLink> newestFirst = contact.inboxes().reversed();
    for (InboxLink inbox : newestFirst) {
      PhoneResult channel = phones.evidence(inbox.channel(), inbox.sourceId(), null).channel();
      String key = keyOf(channel);
      if (key != null) {
        String remark = typedKey == null || typedKey.equals(key) ? null : typedKey;
        return keyed(key, Source.CHANNEL_ID, remark, inbox.eventId(), blocked);
      }
      if (reason == null) {
        reason = reasonOf(channel);
      }
    }
    if (typedKey != null) {
      return keyed(typedKey, Source.PHONE_NUMBER, null, contact.phone().eventId(), blocked);
    }
    String why = reason == null ? ContactMatch.NO_PHONE : reason;
    return new ContactMatch(null, Source.NONE, why, null, contact.phone().eventId());
  }

  private static ContactMatch keyed(
      String key,
      Source source,
      @Nullable String remark,
      String eventId,
      Predicate<String> blocked) {
    return blocked.test(key)
        ? new ContactMatch(null, source, ContactMatch.BLOCKED, remark, eventId)
        : new ContactMatch(key, source, null, remark, eventId);
  }

  private static @Nullable String keyOf(@Nullable PhoneResult result) {
    return result instanceof PhoneResult.Key key ? key.value() : null;
  }

  private static @Nullable String reasonOf(@Nullable PhoneResult result) {
    return result instanceof PhoneResult.NoKey none ? none.reason().name() : null;
  }
}
