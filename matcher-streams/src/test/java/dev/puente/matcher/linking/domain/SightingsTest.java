package dev.puente.matcher.linking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Which of a contact's places is the newest. */
class SightingsTest {
  private static final InboxLink SMS = place(7, "Channel::Sms", "+541123456789");
  private static final InboxLink WHATSAPP = place(8, "Channel::Whatsapp", "5491145678901");
  private static final InboxLink OTHER_SENDER = place(7, "Channel::Sms", "+541145678901");
  private static final long NOW = 1_000;

  private static InboxLink place(long inbox, String channel, String sourceId) {
    return new InboxLink(inbox, channel, sourceId, 1L, "event");
  }

  private static ContactProfile message(
      ContactProfile known, InboxLink place, long clock, long message) {
    Sighting seen =
        new Sighting(9, "event", false, clock, true, false, null, null, "Ana", place, message);
    return Sightings.accept(known, seen, NOW).profile();
  }

  private static ContactProfile read(ContactProfile known, long at) {
    return Sightings.accept(known, new Reading("read", at, null, null, "Ana"), NOW).profile();
  }

  @Test
  void shouldTakeThePlaceOfANewerMessageThatWasUnderWayDuringARead() {
    // given
    ContactProfile first = message(ContactProfile.unseen(9), SMS, 10, 1);
    ContactProfile known = read(first, 30);

    // when
    ContactProfile after = message(known, WHATSAPP, 20, 2);

    // then
    assertThat(after.inboxes()).containsExactly(SMS, WHATSAPP);
  }

  @Test
  void shouldTakeTheSenderOfANewerMessageThatWasUnderWayDuringARead() {
    // given
    ContactProfile first = message(ContactProfile.unseen(9), SMS, 10, 1);
    ContactProfile known = read(first, 30);

    // when
    ContactProfile after = message(known, OTHER_SENDER, 20, 2);

    // then
    assertThat(after.inboxes()).containsExactly(OTHER_SENDER);
  }

  @Test
  void shouldNotTakeThePlaceOfAnOlderMessageThatComesLate() {
    // given
    ContactProfile known = message(ContactProfile.unseen(9), WHATSAPP, 20, 2);

    // when
    ContactProfile after = message(known, SMS, 10, 1);

    // then
    assertThat(after.inboxes()).containsExactly(SMS, WHATSAPP);
  }

  @Test
  void shouldTakeThePlaceOfAnOlderMessageThatChangedLater() {
    // given
    ContactProfile known = message(ContactProfile.unseen(9), WHATSAPP, 20, 2);

    // when
    ContactProfile after = message(known, SMS, 30, 1);

    // then
    assertThat(after.inboxes()).containsExactly(WHATSAPP, SMS);
  }
}
