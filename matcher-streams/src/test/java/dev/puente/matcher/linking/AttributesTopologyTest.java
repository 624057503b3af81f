package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ClientOrigin;
import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.schemas.topic.PuenteHeaders;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AttributesTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";

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

  @Test
  void shouldAskForTheClientsAttributesOnceTheLinkStood() {
    // given
    story.client(
        CLINIC,
        "17",
        c ->
            c.setPhones(List.of(TYPED))
                .setFirstName("Ana")
                .setLastName("Pérez")
                .setTotalAppointments(4L)
                .setLastService("Corte")
                .setBirthday("1990-01-02")
                .setAttributes(Map.of("vip", true)));
    story.whatsapp(CLINIC, 9, SENDER, null);
    List<@Nullable ContactSync> atOnce = story.syncs();

    // when
    story.settle();

    // then
    assertThat(atOnce).isEmpty();
    ContactSync sync = only(story.syncs());
    assertThat(sync.getAddress()).isEqualTo("contact/9");
    assertThat(sync.getSubject()).isEqualTo("contact/9");
    assertThat(body(sync).getClientId()).isEqualTo("17");
    assertThat(body(sync).getClear()).isEmpty();
    assertThat(body(sync).getSet())
        .containsOnly(
            Map.entry("client_id", "17"),
            Map.entry("tenant_id", CLINIC),
            Map.entry("is_registered", true),
            Map.entry("client_name", "Ana Pérez"),
            Map.entry("client_status", "active"),
            Map.entry("total_appointments", 4L),
            Map.entry("last_service", "Corte"),
            Map.entry("birthday", "1990-01-02"),
            Map.entry("vip", true));
  }

  @Test
  void shouldKeyTheSyncByAddressAndCarryTheHeaders() {
    // given
    linked(Map.of());

    // when
    var records = story.harness().records(story.harness().topics().contactSyncs());

    // then
    assertThat(records).hasSize(1);
    var record = records.getFirst();
    assertThat(record.key()).isEqualTo("clinic:contact/9");
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TENANT)).isEqualTo(CLINIC);
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.SCHEMA))
        .isEqualTo("dev.puente.event.v1.ContactSync");
    assertThat(PuenteHeaders.text(record.headers(), PuenteHeaders.TRACEPARENT)).startsWith("00-");
  }

  @Test
  void shouldAskForNothingWhenALinkDidNotStandLongEnough() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.harness().advance(Duration.ofMillis(1500));
    story.client(CLINIC, "18", TYPED);
    story.settle();

    // then
    assertThat(story.syncs()).isEmpty();
  }

  @Test
  void shouldAskAtOnceWhenTheClientsDataChanged() {
    // given
    linked(Map.of("vip", true, "color", "red"));
    ContactSync first = only(story.syncs());

    // when
    story.client(
        CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setAttributes(Map.of("vip", false)));

    // then
    ContactSync second = only(story.syncs());
    assertThat(body(second).getSet()).containsEntry("vip", false).doesNotContainKey("color");
    assertThat(body(second).getClear()).containsExactly("color");
    assertThat(second.getVersion()).isGreaterThan(first.getVersion());
  }

  @Test
  void shouldNotAskTwiceForEqualContent() {
    // given
    linked(Map.of("vip", true));
    story.synced(only(story.syncs()));

    // when
    story.client(
        CLINIC,
        "17",
        c -> c.setPhones(List.of(TYPED)).setAttributes(Map.of("vip", true)).setLocale("es-AR"));
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();

    // then
    assertThat(story.syncs()).isEmpty();
  }

  @Test
  void shouldClearExactlyWhatWasWrittenWhenTheLinkIsRevoked() {
    // given
    linked(Map.of("vip", true));
    story.synced(only(story.syncs()));

    // when
    story.client(CLINIC, "17", "11 4567-8901");
    story.settle();

    // then
    ContactSync sync = only(story.syncs().stream().filter(s -> cleared(s)).toList());
    assertThat(body(sync).getSet()).isEmpty();
    assertThat(body(sync).getClear()).contains("client_id", "tenant_id", "is_registered");
    assertThat(body(sync).getClientId()).isNull();
  }

  private static boolean cleared(@Nullable ContactSync sync) {
    return body(requireNonNull(sync)).getSet().isEmpty();
  }

  @Test
  void shouldClearAtOnceWhenTheClientIsErased() {
    // given
    linked(Map.of("vip", true));
    story.syncs();

    // when
    story.erase(CLINIC, "17");
    story.settle();

    // then
    ContactSync sync = only(story.syncs());
    assertThat(body(sync).getSet()).isEmpty();
    assertThat(body(sync).getClear())
        .containsExactly("client_id", "client_status", "is_registered", "tenant_id", "vip");
  }

  @Test
  void shouldRememberUnconfirmedNamesUntilALaterWriteIsConfirmed() {
    // given
    linked(Map.of("color", "red"));
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)));
    story.syncs();

    // when
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setAttributes(Map.of("vip", true)));
    ContactSync unconfirmed = only(story.syncs());
    story.synced(unconfirmed);
    story.client(
        CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setAttributes(Map.of("vip", false)));

    // then
    assertThat(body(unconfirmed).getClear()).containsExactly("color");
    assertThat(body(only(story.syncs())).getClear()).isEmpty();
  }

  @Test
  void shouldAskForNothingWhenTheContactIsGone() {
    // given
    linked(Map.of());
    story.syncs();

    // when
    story.read(CLINIC, 9, false, null);
    story.settle();

    // then
    assertThat(story.syncs()).isEmpty();
  }

  @Test
  void shouldWriteToOneMailboxWhateverPhoneTheContactHas() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "18", "11 4567-8901");
    story.phoneChanged(CLINIC, 9, "+541123456789");
    story.settle();

    // when
    story.phoneChanged(CLINIC, 9, "+541145678901");
    story.settle();

    // then
    assertThat(story.syncs())
        .extracting(s -> requireNonNull(s).getAddress() + " " + body(s).getClientId())
        .containsExactly("contact/9 17", "contact/9 18");
  }

  @Test
  void shouldNotTakeALateAnswerForTheAnswerToALaterWishOfEqualContent() {
    // given
    linked(Map.of("a", true));
    story.synced(only(story.syncs()));
    ContactSync second = changed(Map.of("b", true));
    ContactSync third = changed(Map.of("a", true));
    ContactSync fourth = changed(Map.of("b", true));

    // when
    story.synced(second);
    story.erase(CLINIC, "17");

    // then
    assertThat(List.of(body(second).getSet(), body(second).getClear()))
        .isEqualTo(List.of(body(fourth).getSet(), body(fourth).getClear()));
    assertThat(body(third).getClear()).containsExactly("b");
    assertThat(body(only(story.syncs())).getClear()).contains("a", "b");
  }

  private ContactSync changed(Map<String, Object> free) {
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setAttributes(free));
    return only(story.syncs());
  }

  @Test
  void shouldRevokeTheLinkWhenAWriteFindsTheContactGone() {
    // given
    linked(Map.of());
    story.syncs();

    // when
    story.gone(CLINIC, 9);
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setAttributes(Map.of("vip", true)));
    story.settle();

    // then
    assertThat(story.linkedClient(CLINIC, 9)).isNull();
    assertThat(story.contactRecords()).endsWith((dev.puente.event.v1.Contact) null);
    assertThat(story.syncs()).isEmpty();
  }

  @Test
  void shouldKeepTheLinkWhenAWriteIsRefusedForAnotherReason() {
    // given
    linked(Map.of());

    // when
    story.result(
        CLINIC,
        "9",
        CommandKind.SYNC,
        "sync:contact/9:00000000#1",
        r -> r.setCode(ResultCode.REJECTED).setReason("duplicate_phone_number"));

    // then
    assertThat(story.linkedClient(CLINIC, 9)).isEqualTo("17");
  }

  @Test
  void shouldShowTheOtherClientWhenTheLinkMoves() {
    // given
    linked(Map.of("vip", true));
    story.syncs();

    // when
    story.client(CLINIC, "18", c -> c.setPhones(List.of("11 4567-8901")).setEmail("b@example.org"));
    story.override(CLINIC, 9, "18");
    story.settle();

    // then
    ContactSync sync = only(story.syncs());
    assertThat(body(sync).getSet())
        .containsEntry("client_id", "18")
        .containsEntry("email", "b@example.org");
    assertThat(body(sync).getClear()).containsExactly("vip");
  }

  @Test
  void shouldShowThatNobodyRegisteredAClientThatWasMadeOfAContact() {
    // given / when
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setOrigin(ClientOrigin.CHATWOOT));
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    ContactSync made = only(story.syncs());
    story.client(CLINIC, "17", TYPED);

    // then
    assertThat(body(made).getSet()).containsEntry("is_registered", false);
    assertThat(body(only(story.syncs())).getSet()).containsEntry("is_registered", true);
  }
}
