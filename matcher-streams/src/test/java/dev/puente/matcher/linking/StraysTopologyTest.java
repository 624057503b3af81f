package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.EventContact;
import dev.puente.event.v1.SyncAttributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a merge of contacts leaves where it does not belong. */
class StraysTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";
  private static final String OTHER_SENDER = "5491145678901";
  private static final String OTHER_PHONE = "+541145678901";

  private final LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  private void linked(Map<String, Object> free) {
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setAttributes(free));
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
  }

  private static ContactSync only(List<@Nullable ContactSync> syncs) {
    assertThat(syncs).hasSize(1);
    return requireNonNull(syncs.getFirst());
  }

  private static SyncAttributes body(ContactSync sync) {
    return (SyncAttributes) sync.getBody();
  }

  /** An event of a contact that shows these attributes; {@code later} than all that was asked. */
  private void shows(long contactId, Map<String, Object> attributes, boolean later) {
    story.event(
        CLINIC,
        contactId,
        null,
        e ->
            e.setEvent("contact_updated")
                .setChangedAttributes(List.of("custom_attributes"))
                .setReceivedAt(story.harness().now().plusMillis(later ? 1 : -1_000))
                .setContact(
                    EventContact.newBuilder()
                        .setId(contactId)
                        .setName("Ana")
                        .setPhoneNumber(contactId == 10 ? OTHER_PHONE : null)
                        .setCustomAttributes(attributes)
                        .build()));
  }

  /** What an agent and Puente wrote to a contact of client 18. */
  private Map<String, Object> ofClient18() {
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.client(
        CLINIC,
        "18",
        c ->
            c.setPhones(List.of("11 4567-8901"))
                .setBirthday("1990-01-02")
                .setTotalAppointments(4L)
                .setAttributes(Map.of("vip", true, "debt", 12.5)));
    story.phoneChanged(CLINIC, 10, OTHER_PHONE);
    story.settle();
    ContactSync sync = only(story.syncs());
    story.synced(sync);
    Map<String, Object> shown = new TreeMap<>(body(sync).getSet());
    shown.put("color", "blue");
    shown.put("vip", false);
    return shown;
  }

  @Test
  void shouldClearTheDataOfAClientThatAMergedContactLeftOnOneThatIsNotLinked() {
    // given
    Map<String, Object> shown = ofClient18();

    // when
    shows(9, shown, true);

    // then
    ContactSync sync = only(story.syncs());
    assertThat(sync.getAddress()).isEqualTo("contact/9");
    assertThat(body(sync).getContactId()).isEqualTo(9);
    assertThat(body(sync).getClientId()).isNull();
    assertThat(body(sync).getSet()).isEmpty();
    assertThat(body(sync).getClear())
        .containsExactly(
            "birthday",
            "client_id",
            "client_status",
            "debt",
            "is_registered",
            "tenant_id",
            "total_appointments");
  }

  @Test
  void shouldAskToClearTheSameDataAnewOnlyWhenItStandsThereAfterTheAnswer() {
    // given
    Map<String, Object> shown = ofClient18();
    shows(9, shown, true);
    ContactSync first = only(story.syncs());

    // when
    shows(9, shown, true);
    story.synced(first);
    shows(9, shown, false);
    List<@Nullable ContactSync> none = story.syncs();
    story.settle();
    shows(9, shown, true);

    // then
    assertThat(none).isEmpty();
    assertThat(body(only(story.syncs())).getClear()).isEqualTo(body(first).getClear());
  }

  @Test
  void shouldWriteTheLinkedClientAnewOverTheDataOfAnother() {
    // given
    Map<String, Object> shown = ofClient18();
    linked(Map.of("level", 3L));
    ContactSync written = only(story.syncs());
    story.synced(written);

    // when
    shows(9, shown, true);

    // then
    ContactSync sync = only(story.syncs());
    assertThat(body(sync).getClientId()).isEqualTo("17");
    assertThat(body(sync).getSet()).isEqualTo(body(written).getSet());
    assertThat(body(sync).getClear()).containsExactly("birthday", "debt", "total_appointments");
  }

  @Test
  void shouldClearWithTheNewLinkWhatAMergedContactLeftBeforeIt() {
    // given
    Map<String, Object> shown = ofClient18();
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    shows(9, shown, true);
    List<@Nullable ContactSync> atOnce = story.syncs();
    story.settle();

    // then
    assertThat(atOnce).isEmpty();
    ContactSync sync = only(story.syncs());
    assertThat(body(sync).getSet()).containsEntry("client_id", "17");
    assertThat(body(sync).getClear()).containsExactly("birthday", "debt", "total_appointments");
  }

  @Test
  void shouldTouchNothingThatIsNoKnownClientsData() {
    // given
    Map<String, Object> shown = ofClient18();
    Map<String, Object> unknown = new TreeMap<>(shown);
    unknown.put("client_id", "99");
    Map<String, Object> elsewhere = new TreeMap<>(shown);
    elsewhere.put("tenant_id", "another");
    Map<String, Object> typed = new TreeMap<>(shown);
    typed.remove("tenant_id");

    // when
    shows(11, shown, true); // not decided yet: that of a reset is read again
    shows(9, unknown, true);
    shows(9, elsewhere, true);
    shows(9, typed, true);
    shows(10, shown, true);

    // then
    assertThat(story.syncs()).isEmpty();
    assertThat(story.harness().deadLetters()).isEmpty();
  }

  @Test
  void shouldShowOneClientOnlyWhenAMergeBringsTheMessagesOfTheOther() {
    // given
    Map<String, Object> ofOther = ofClient18();
    linked(Map.of("level", 3L, "vip", true));
    ContactSync written = only(story.syncs());
    story.synced(written);
    Map<String, Object> merged = new TreeMap<>(ofOther);
    merged.putAll(body(written).getSet());

    // when
    story.event(
        CLINIC,
        9,
        null,
        e ->
            e.setEvent("message_updated")
                .setReceivedAt(story.harness().now().plusMillis(1))
                .setInboxId(7L)
                .setChannel("Channel::Whatsapp")
                .setSourceId(OTHER_SENDER)
                .setConversation(
                    LinkingScenario.conversation(100, story.harness().now().toEpochMilli()))
                .setMessage(LinkingScenario.message(1))
                .setContact(
                    EventContact.newBuilder()
                        .setId(9)
                        .setName("Ana")
                        .setCustomAttributes(merged)
                        .build()));
    story.settle();

    // then
    assertThat(story.linkedClient(CLINIC, 9)).isEqualTo("18");
    ContactSync sync = only(story.syncs());
    merged.keySet().removeAll(body(sync).getClear());
    merged.putAll(body(sync).getSet());
    assertThat(merged).containsEntry("color", "blue").doesNotContainKey("level");
    assertThat(body(sync).getSet())
        .containsEntry("client_id", "18")
        .containsKeys("birthday", "debt", "total_appointments");
  }
}
