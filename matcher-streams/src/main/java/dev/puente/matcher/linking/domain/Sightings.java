package dev.puente.matcher.linking.domain;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Takes sightings into what is known of a contact. Older state never overwrites newer. A known
 * phone number changes only by an event that names it or by a fresh read: payloads are built when
 * Chatwoot gets to it and carry no clock for contacts, so any other event that disagrees only asks
 * for a read.
 */
public final class Sightings {
  /** A second read is not asked for within this time, unless the first was answered. */
  public static final long REFRESH_PATIENCE_MILLIS = 10 * 60 * 1000L;

  private Sightings() {}

  /**
   * The outcome.
   *
   * @param profile what is known now
   * @param refreshWanted whether a fresh read of the contact is wanted
   */
  public record Sighted(ContactProfile profile, boolean refreshWanted) {}

  /** Takes an event in; {@code known} is null for a contact that was not seen before. */
  public static Sighted accept(@Nullable ContactProfile known, Sighting seen, long nowMillis) {
    ContactProfile before = known == null ? ContactProfile.unseen(seen.contactId()) : known;
    boolean newer = seen.clockMillis() >= before.versionMillis();
    ContactProfile after = before.withLastMessage(seen.messageId());
    if (newer && seen.bare()) {
      after = after.withNames(before.identifier(), before.name(), seen.clockMillis());
    } else if (newer) {
      after = after.withNames(seen.identifier(), seen.name(), seen.clockMillis());
    }
    InboxLink inbox = seen.inbox();
    if (inbox != null) {
      after = after.withInbox(inbox, newer || isNewestMessage(before, seen));
    }
    if (seen.bare()) {
      return new Sighted(after, false);
    }
    if (seen.namesPhone()) {
      ContactProfile named = after.withPhone(named(before.phone(), seen));
      // What was known is newer by its clock, but clocks differ: a read settles it.
      boolean doubtful =
          seen.clockMillis() < before.phone().clockMillis()
              && !Objects.equals(before.phone().value(), seen.phone());
      return doubtful ? asking(before, named, nowMillis) : new Sighted(named, false);
    }
    if (Objects.equals(before.phone().value(), seen.phone())) {
      return new Sighted(after, false);
    }
    return disagreeing(before, after, seen, newer, nowMillis);
  }

  /**
   * Ids of messages only grow. Reads and events of the contact have clocks of their own, and a
   * message that was under way meanwhile may still be the newest.
   */
  private static boolean isNewestMessage(ContactProfile before, Sighting seen) {
    Long last = before.lastMessageId();
    return last != null && seen.messageId() != null && seen.messageId() > last;
  }

  /**
   * Takes a fresh read in. One that began before a change that is known does not undo it; when it
   * disagrees with that, another one is asked for, which begins after it. Once only: clocks of
   * workers differ, too.
   */
  public static Sighted accept(ContactProfile known, Reading read, long nowMillis) {
    ContactProfile answered = known.withRefreshAskedAt(0);
    long changedAt = known.phone().clockMillis();
    if (read.readAtMillis() < changedAt) {
      boolean agrees = Objects.equals(known.phone().value(), read.phone());
      boolean askedSince = known.refreshAskedAtMillis() >= changedAt;
      // By a server's clock that is ahead the next read would be too old as well; the next event
      // that disagrees asks for it.
      return agrees || askedSince || changedAt > nowMillis
          ? new Sighted(answered, false)
          : new Sighted(answered.withRefreshAskedAt(nowMillis), true);
    }
    KnownPhone phone = new KnownPhone(read.phone(), true, read.readAtMillis(), read.eventId());
    boolean same = Objects.equals(phone.value(), known.phone().value());
    ContactProfile after =
        answered
            .withPhone(same ? confirmed(known.phone(), read) : phone)
            .withNames(
                read.identifier(),
                read.name(),
                Math.max(known.versionMillis(), read.readAtMillis()));
    return new Sighted(after, false);
  }

  private static KnownPhone confirmed(KnownPhone known, Reading read) {
    return new KnownPhone(known.value(), true, read.readAtMillis(), known.eventId());
  }

  private static KnownPhone named(KnownPhone known, Sighting seen) {
    boolean older = known.certain() && seen.clockMillis() < known.clockMillis();
    if (older) {
      return known;
    }
    boolean same = known.certain() && Objects.equals(known.value(), seen.phone());
    return new KnownPhone(
        seen.phone(), true, seen.clockMillis(), same ? known.eventId() : seen.eventId());
  }

  private static Sighted disagreeing(
      ContactProfile before, ContactProfile after, Sighting seen, boolean newer, long nowMillis) {
    boolean nothingKnown = before.phone().value() == null && !before.phone().certain();
    if (nothingKnown) {
      // No number at all is not certain: the next event that shows one is believed.
      boolean certain = seen.dated() && seen.phone() != null;
      KnownPhone first = new KnownPhone(seen.phone(), certain, seen.clockMillis(), seen.eventId());
      return new Sighted(newer ? after.withPhone(first) : after, false);
    }
    return asking(before, after, nowMillis);
  }

  private static Sighted asking(ContactProfile before, ContactProfile after, long nowMillis) {
    boolean asked =
        before.refreshAskedAtMillis() > 0
            && nowMillis - before.refreshAskedAtMillis() < REFRESH_PATIENCE_MILLIS;
    return asked
        ? new Sighted(after, false)
        : new Sighted(after.withRefreshAskedAt(nowMillis), true);
  }
}
