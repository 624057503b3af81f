package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.Contact;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.MatchSource;
import dev.puente.event.v1.RefreshContact;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SightingsTopologyTest {
  private static final String SENDER = "5491123456789";
  private static final String PHONE = "+541145678901";
  private static final String OTHER = "+541143210987";

  private final LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  private Contact newest() {
    return requireNonNull(story.contactRecords().getLast());
  }

  @Test
  void shouldPublishTheSenderIdsKeyAndTheAddressOfAWhatsAppContact() {
    // given / when
    story.whatsapp(CLINIC, 9, SENDER, PHONE);

    // then
    Contact contact = newest();
    assertThat(contact.getMatchKey()).isEqualTo("+541123456789");
    assertThat(contact.getMatchSource()).isEqualTo(MatchSource.CHANNEL_ID);
    assertThat(contact.getRemarkKey()).isEqualTo(PHONE);
    assertThat(contact.getInboxes()).hasSize(1);
    Address address = requireNonNull(story.addresses().get("clinic:contact/9"));
    assertThat(address.getAddress()).isEqualTo("phone/+541123456789");
    assertThat(address.getContactId()).isEqualTo(9L);
  }

  @Test
  void shouldAddressAContactWithoutPhoneByItself() {
    // given / when
    story.website(CLINIC, 9, null);

    // then
    assertThat(newest().getMatchReason()).isEqualTo("NO_PHONE");
    assertThat(requireNonNull(story.addresses().get("clinic:contact/9")).getAddress())
        .isEqualTo("contact/9");
  }

  @Test
  void shouldPublishNothingWhenAnEventTellsNothingNew() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.contactRecords();
    story.addresses();

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    assertThat(story.contactRecords()).isEmpty();
    assertThat(story.addresses()).isEmpty();
  }

  @Test
  void shouldTakeThePhoneOfAnOrdinaryEventWhenNoneWasKnown() {
    // given
    story.website(CLINIC, 9, null);

    // when
    story.website(CLINIC, 9, PHONE);

    // then
    assertThat(newest().getMatchKey()).isEqualTo(PHONE);
    assertThat(story.syncs()).isEmpty();
  }

  @Test
  void shouldOnlyAskForAFreshReadWhenAnOrdinaryEventDisagreesWithAKnownPhone() {
    // given
    story.phoneChanged(CLINIC, 9, PHONE);
    story.contactRecords();

    // when
    story.website(CLINIC, 9, OTHER);
    story.website(CLINIC, 9, OTHER);

    // then
    assertThat(story.contactRecords()).extracting("matchKey").containsOnly(PHONE);
    List<@Nullable ContactSync> syncs = story.syncs();
    assertThat(syncs).hasSize(1);
    ContactSync sync = requireNonNull(syncs.getFirst());
    assertThat(sync.getBody()).isEqualTo(new RefreshContact(9L));
    assertThat(sync.getAddress()).isEqualTo("contact/9");
  }

  @Test
  void shouldTakeThePhoneOfAFreshRead() {
    // given
    story.phoneChanged(CLINIC, 9, PHONE);
    story.website(CLINIC, 9, OTHER);

    // when
    story.read(CLINIC, 9, true, OTHER);

    // then
    assertThat(newest().getMatchKey()).isEqualTo(OTHER);
  }

  @Test
  void shouldKeepAChangeThatHappenedWhileAFreshReadWasUnderWay() {
    // given
    story.phoneChanged(CLINIC, 9, PHONE);
    long began = story.tick();
    story.phoneChanged(CLINIC, 9, OTHER);
    long ended = story.tick();

    // when
    story.read(CLINIC, 9, PHONE, began, ended);

    // then
    assertThat(newest().getMatchKey()).isEqualTo(OTHER);
  }

  @Test
  void shouldAskForAFreshReadWhenAnOlderNamedChangeDisagreesWithANewerRead() {
    // given
    long changed = story.tick();
    story.phoneChanged(CLINIC, 9, PHONE, story.tick());
    story.read(CLINIC, 9, true, PHONE);
    story.syncs();

    // when
    story.phoneChanged(CLINIC, 9, OTHER, changed);

    // then
    assertThat(newest().getMatchKey()).isEqualTo(PHONE);
    assertThat(story.syncs()).extracting("body").containsExactly(new RefreshContact(9L));
  }

  @Test
  void shouldChangeAndRemoveAKnownPhoneByAnEventThatNamesIt() {
    // given
    story.phoneChanged(CLINIC, 9, PHONE);

    // when
    story.phoneChanged(CLINIC, 9, OTHER);
    Contact changed = newest();
    story.phoneChanged(CLINIC, 9, null);

    // then
    assertThat(changed.getMatchKey()).isEqualTo(OTHER);
    assertThat(newest().getMatchKey()).isNull();
  }

  @Test
  void shouldNotBringBackAnOlderPhoneWhenEventsComeLate() {
    // given
    long before = story.tick();
    long after = story.tick();
    story.phoneChanged(CLINIC, 9, OTHER, after);
    story.contactRecords();

    // when
    story.phoneChanged(CLINIC, 9, PHONE, before);
    story.website(CLINIC, 9, PHONE, before);

    // then
    assertThat(story.contactRecords()).extracting("matchKey").containsOnly(OTHER);
  }

  @Test
  void shouldNotBringBackAnOlderPhoneThanAMessageShowedFirst() {
    // given
    long before = story.tick();
    story.website(CLINIC, 9, OTHER);

    // when
    story.phoneChanged(CLINIC, 9, PHONE, before);

    // then
    assertThat(story.contactRecords()).extracting("matchKey").containsOnly(OTHER);
    assertThat(story.syncs()).extracting("body").containsExactly(new RefreshContact(9L));
  }

  @Test
  void shouldTakeANamedChangeOverWhatWasShownAtAnUnknownTime() {
    // given
    long before = story.tick();
    story.event(CLINIC, 9, OTHER, event -> event);

    // when
    story.phoneChanged(CLINIC, 9, PHONE, before);

    // then
    assertThat(newest().getMatchKey()).isEqualTo(PHONE);
  }

  @Test
  void shouldNotBringBackARemovedPhoneByAnOrdinaryEvent() {
    // given
    story.phoneChanged(CLINIC, 9, PHONE);
    story.phoneChanged(CLINIC, 9, null);
    story.contactRecords();

    // when
    story.website(CLINIC, 9, PHONE);

    // then
    assertThat(story.contactRecords()).extracting("matchKey").containsOnlyNulls();
    assertThat(story.syncs()).hasSize(1);
  }

  @Test
  void shouldNotBeFrozenByAServerClockThatIsFarAhead() {
    // given
    long now = story.tick();
    story.phoneChanged(CLINIC, 9, PHONE, now + Duration.ofDays(3650).toMillis());
    story.contactRecords();

    // when
    story.phoneChanged(CLINIC, 9, OTHER, now + Duration.ofMinutes(10).toMillis());

    // then
    assertThat(newest().getMatchKey()).isEqualTo(OTHER);
  }

  @Test
  void shouldKeepAtMostSixteenInboxesNewestLast() {
    // given / when
    for (long inbox = 1; inbox <= 20; inbox++) {
      long id = inbox;
      story.event(
          CLINIC,
          9,
          null,
          e -> e.setInboxId(id).setChannel("Channel::Api").setSourceId("source-" + id));
    }

    // then
    Contact contact = newest();
    assertThat(contact.getInboxes()).hasSize(16);
    assertThat(contact.getInboxes().getLast().getInboxId()).isEqualTo(20L);
  }

  @Test
  void shouldReadOnceMoreWhenAReadThatBeganBeforeAChangeDisagreesWithIt() {
    // given
    story.harness().advance(Duration.ofMinutes(1));
    long before = story.tick();
    story.phoneChanged(CLINIC, 9, PHONE, story.tick());
    story.syncs();

    // when
    story.read(CLINIC, 9, OTHER, before, before);
    List<@Nullable ContactSync> first = story.syncs();
    story.read(CLINIC, 9, OTHER, before, before);

    // then
    assertThat(first).extracting("body").containsExactly(new RefreshContact(9L));
    assertThat(story.syncs()).isEmpty();
    assertThat(newest().getMatchKey()).isEqualTo(PHONE);
  }

  @Test
  void shouldNotReadOnceMoreWhenAReadThatBeganBeforeAChangeAgreesWithIt() {
    // given
    story.harness().advance(Duration.ofMinutes(1));
    long before = story.tick();
    story.phoneChanged(CLINIC, 9, PHONE, story.tick());
    story.syncs();

    // when
    story.read(CLINIC, 9, PHONE, before, before);

    // then
    assertThat(story.syncs()).isEmpty();
  }
}
