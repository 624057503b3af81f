package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Contact;
import dev.puente.event.v1.EventContact;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events that show little, nothing, or what can not be. */
class OddEventsTopologyTest {
  private static final String SENDER = "5491123456789";
  private static final String PHONE = "+541145678901";

  private final LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  private Contact newest() {
    return requireNonNull(story.contactRecords().getLast());
  }

  @Test
  void shouldIgnoreEventsThatShowNoContact() {
    // given / when
    story.event(CLINIC, 0, null, e -> e.setContact(null));

    // then
    assertThat(story.contactRecords()).isEmpty();
    assertThat(story.harness().deadLetters()).isEmpty();
  }

  @Test
  void shouldGiveUpAnEventWhoseKeyNamesAnotherTenant() {
    // given / when
    story.event(CLINIC, 9, null, e -> e.setTenant("salon"));
    story.whatsapp(CLINIC, 10, SENDER, null);

    // then
    assertThat(story.harness().deadLetters())
        .extracting("reasonClass")
        .containsExactly("KEY_CONTRADICTS_VALUE");
    assertThat(story.contactRecords()).hasSize(1);
  }

  @Test
  void shouldGiveUpPoisonAndGoOn() {
    // given
    story
        .harness()
        .publishBytes(story.harness().topics().chatwootEvents(), "clinic:9", new byte[] {1, 2, 3});

    // when
    story.whatsapp(CLINIC, 10, SENDER, null);

    // then
    assertThat(story.harness().deadLetters())
        .extracting("reasonClass")
        .containsExactly("UNREADABLE_VALUE");
    assertThat(story.contactRecords()).hasSize(1);
  }

  @Test
  void shouldKeepWhatIsKnownWhenAnEventNamesTheContactByItsIdOnly() {
    // given
    story.event(
        CLINIC,
        9,
        null,
        e ->
            e.setContact(
                EventContact.newBuilder()
                    .setId(9)
                    .setName("Ana")
                    .setIdentifier("crm-9")
                    .setPhoneNumber(PHONE)
                    .build()));

    // when
    story.event(
        CLINIC,
        9,
        null,
        e ->
            e.setEvent("conversation_updated")
                .setInboxId(9L)
                .setConversation(LinkingScenario.conversation(91, story.tick()))
                .setContact(EventContact.newBuilder().setId(9).build()));

    // then
    Contact contact = newest();
    assertThat(contact.getInboxes()).hasSize(1);
    assertThat(contact.getName()).isEqualTo("Ana");
    assertThat(contact.getIdentifier()).isEqualTo("crm-9");
    assertThat(contact.getMatchKey()).isEqualTo(PHONE);
    assertThat(story.syncs()).isEmpty();
  }
}
