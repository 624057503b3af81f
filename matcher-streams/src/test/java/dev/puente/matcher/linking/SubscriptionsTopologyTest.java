package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.Lead;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.Subscription;
import dev.puente.event.v1.SubscriptionChange;
import dev.puente.event.v1.SubscriptionCreated;
import dev.puente.event.v1.SubscriptionStatusChanged;
import dev.puente.event.v1.SyncState;
import dev.puente.event.v1.UpsertContact;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SubscriptionsTopologyTest {
  private static final String ID = "sub_1785146400_0a1b2c3d";

  private final LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  private void change(Object body) {
    story
        .harness()
        .publish(
            story.harness().topics().subscriptionChanges(),
            CLINIC + ":" + ID,
            SubscriptionChange.newBuilder()
                .setTenant(CLINIC)
                .setSubscriptionId(ID)
                .setAt(Instant.ofEpochMilli(story.tick()))
                .setBody(body)
                .build());
  }

  private static SubscriptionCreated form(@Nullable String phoneKey) {
    return SubscriptionCreated.newBuilder()
        .setLead(Lead.newBuilder().setName("Ana").setEmail("ana@example.org").build())
        .setLevelId("gold")
        .setConsentVersion("1")
        .setConsentAcceptedAt("2026-03-02T12:00:00Z")
        .setStatus("pre_registered")
        .setChatwootIdentifier("puente:" + ID)
        .setCustomAttributes(Map.of("subscription_id", ID, "status", "pre_registered"))
        .setPhoneKey(phoneKey)
        .setPhoneRaw(phoneKey == null ? null : "11 2345-6789")
        .setRegion("AR")
        .setInboxId(12L)
        .setStatusTokenHash("00")
        .build();
  }

  private List<@Nullable Subscription> records() {
    return story.harness().values(story.harness().topics().subscriptions());
  }

  private Subscription newest() {
    return requireNonNull(records().getLast());
  }

  private ContactSync onlySync() {
    List<@Nullable ContactSync> syncs = story.syncs();
    assertThat(syncs).hasSize(1);
    return requireNonNull(syncs.getFirst());
  }

  private void upserted(ContactSync sync, ResultCode code, @Nullable String reason) {
    UpsertContact body = (UpsertContact) sync.getBody();
    story.result(
        CLINIC,
        ID,
        CommandKind.UPSERT,
        "sync:" + sync.getSubject() + ":" + body.getContentHash().substring(0, 8) + "#1",
        r ->
            r.setCode(code)
                .setReason(reason)
                .setContactId(code == ResultCode.SENT ? 40L : null)
                .setSourceId(code == ResultCode.SENT ? "source-1" : null));
  }

  @Test
  void shouldPublishTheSubscriptionItsAddressAndTheWantedContact() {
    // given / when
    change(form("+541123456789"));

    // then
    Subscription subscription = newest();
    assertThat(subscription.getSyncState()).isEqualTo(SyncState.PENDING);
    assertThat(subscription.getAddress()).isEqualTo("phone/+541123456789");
    assertThat(requireNonNull(story.addresses().get("clinic:subscription/" + ID)).getAddress())
        .isEqualTo("phone/+541123456789");
    ContactSync sync = onlySync();
    assertThat(sync.getSubject()).isEqualTo("subscription/" + ID);
    UpsertContact body = (UpsertContact) sync.getBody();
    assertThat(body.getTarget().getIdentifier()).isEqualTo("puente:" + ID);
    assertThat(body.getTarget().getPhoneKey()).isEqualTo("+541123456789");
    assertThat(body.getAttributes()).containsEntry("status", "pre_registered");
    assertThat(body.getSourceId()).matches("puente-[0-9a-f]{32}");
  }

  @Test
  void shouldUseTheIdentifierAsAddressWhenThereIsNoPhoneKey() {
    // given / when
    change(form(null));

    // then
    assertThat(newest().getAddress()).isEqualTo("identifier/puente:" + ID);
  }

  @Test
  void shouldKeepTheFirstFormWhenItIsRepeated() {
    // given
    change(form(null));
    records();
    story.syncs();

    // when
    change(form("+541123456789"));

    // then
    assertThat(records()).isEmpty();
    assertThat(story.syncs()).isEmpty();
  }

  @Test
  void shouldTellTheContactAndSourceIdWhenTheContactWasWritten() {
    // given
    change(form(null));

    // when
    upserted(onlySync(), ResultCode.SENT, null);

    // then
    Subscription subscription = newest();
    assertThat(subscription.getSyncState()).isEqualTo(SyncState.SYNCED);
    assertThat(subscription.getChatwootContactId()).isEqualTo(40L);
    assertThat(subscription.getChatwootSourceId()).isEqualTo("source-1");
    assertThat(subscription.getHistory()).hasSize(2);
    assertThat(requireNonNull(story.addresses().get("clinic:subscription/" + ID)).getContactId())
        .isEqualTo(40L);
  }

  @Test
  void shouldTellTheReasonWhenTheContactWasRefused() {
    // given
    change(form(null));

    // when
    upserted(onlySync(), ResultCode.REJECTED, "INVALID_EMAIL");

    // then
    Subscription subscription = newest();
    assertThat(subscription.getSyncState()).isEqualTo(SyncState.FAILED);
    assertThat(subscription.getSyncReason()).isEqualTo("INVALID_EMAIL");
  }

  @Test
  void shouldWriteAChangedStatusAndIgnoreTheAnswerToTheFormerOne() {
    // given
    change(form(null));
    ContactSync first = onlySync();

    // when
    change(new SubscriptionStatusChanged("paid", "API", null));
    ContactSync second = onlySync();
    upserted(first, ResultCode.SENT, null);
    SyncState afterFirst = newest().getSyncState();
    upserted(second, ResultCode.SENT, null);

    // then
    assertThat(((UpsertContact) second.getBody()).getAttributes()).containsEntry("status", "paid");
    assertThat(second.getVersion()).isGreaterThan(first.getVersion());
    assertThat(afterFirst).isEqualTo(SyncState.PENDING);
    assertThat(newest().getSyncState()).isEqualTo(SyncState.SYNCED);
  }

  /** A {@code contact_updated} in which the status attribute went from one value to another. */
  private void edited(long contactId, String former, String status, long changedAt) {
    String raw =
        """
        {"changed_attributes":[
          {"updated_at":{"previous_value":null,"current_value":"%s"}},
          {"custom_attributes":{
            "previous_value":{"subscription_id":"%s","status":"%s"},
            "current_value":{"subscription_id":"%s","status":"%s"}}}]}
        """
            .formatted(Instant.ofEpochMilli(changedAt), ID, former, ID, status);
    story.event(
        CLINIC,
        contactId,
        null,
        e ->
            e.setEvent("contact_updated")
                .setChangedAttributes(List.of("updated_at", "custom_attributes"))
                .setRaw(raw));
  }

  private void registered() {
    change(form(null));
    upserted(onlySync(), ResultCode.SENT, null);
    records();
  }

  @Test
  void shouldTakeAStatusThatAnAgentSetAndNotWriteItBack() {
    // given
    registered();

    // when
    edited(40, "pre_registered", "paid", story.tick());

    // then
    Subscription subscription = newest();
    assertThat(subscription.getStatus()).isEqualTo("paid");
    assertThat(subscription.getHistory().getLast().getDetail()).contains("CHATWOOT");
    assertThat(story.syncs()).isEmpty();
    assertThat(story.harness().values(story.harness().topics().subscriptionChanges()))
        .extracting("subscriptionId")
        .containsExactly(ID);
  }

  @Test
  void shouldNotTakeTheStatusOfAnotherContactThatShowsTheSameId() {
    // given
    registered();

    // when
    edited(41, "pre_registered", "paid", story.tick());

    // then
    assertThat(records()).isEmpty();
  }

  @Test
  void shouldNotTakeAnEditForANewStatusThatIsOlderOrOurOwnWrite() {
    // given
    registered();
    long early = story.tick();
    change(new SubscriptionStatusChanged("paid", "API", null));
    ContactSync paid = onlySync();
    change(new SubscriptionStatusChanged("shipped", "API", null));
    records();

    // when
    edited(40, "pre_registered", "refused", early);
    edited(40, "pre_registered", "paid", story.tick());

    // then
    assertThat(records()).isEmpty();
    assertThat(((UpsertContact) paid.getBody()).getAttributes()).containsEntry("status", "paid");
  }

  @Test
  void shouldSeeNoEditWhenTheStatusStayedOrNothingNamesAPreRegistration() {
    // given
    registered();

    // when
    edited(40, "paid", "paid", story.tick());
    story.event(
        CLINIC,
        40,
        null,
        e ->
            e.setEvent("contact_updated")
                .setChangedAttributes(List.of("custom_attributes"))
                .setRaw("{\"changed_attributes\":[{\"custom_attributes\":null}]}"));

    // then
    assertThat(records()).isEmpty();
    assertThat(story.harness().values(story.harness().topics().subscriptionChanges())).isEmpty();
    assertThat(story.harness().deadLetters()).isEmpty();
  }

  @Test
  void shouldGiveUpAStatusOfAnUnknownSubscription() {
    // given / when
    change(new SubscriptionStatusChanged("paid", "API", null));

    // then
    assertThat(story.harness().deadLetters())
        .extracting("reasonClass")
        .containsExactly("UNKNOWN_SUBSCRIPTION");
  }
}
