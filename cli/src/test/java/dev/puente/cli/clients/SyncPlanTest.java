package dev.puente.cli.clients;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.cli.clients.SyncPlan.Ask;
import dev.puente.cli.clients.SyncPlan.Kind;
import dev.puente.event.v1.Address;
import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.event.v1.ClientPhone;
import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkRule;
import dev.puente.event.v1.LinkState;
import dev.puente.event.v1.MatchSource;
import dev.puente.event.v1.PhoneOwner;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyncPlanTest {
  private static final String KEY = "+541123456789";

  private final TenantSnapshot snapshot = new TenantSnapshot("clinic");

  private void client(String id, boolean active, @Nullable String address) {
    snapshot.client(
        "clinic:" + id,
        Client.newBuilder()
            .setTenant("clinic")
            .setClientId(id)
            .setActive(active)
            .setChangedAt(Instant.EPOCH)
            .build());
    snapshot.address(
        "clinic:client/" + id,
        Address.newBuilder()
            .setTenant("clinic")
            .setRecipient("client/" + id)
            .setAddress(address)
            .setPhoneRaw(address == null ? null : "typed")
            .setVersion(1)
            .build());
  }

  private void owners(String key, boolean overLimit, String... clients) {
    snapshot.phone(
        "clinic:phone/" + key,
        ClientPhone.newBuilder()
            .setTenant("clinic")
            .setPhoneKey(key)
            .setOwners(Stream.of(clients).map(id -> new PhoneOwner(id, null)).toList())
            .setOverLimit(overLimit)
            .build());
  }

  private @Nullable String link(long contact, LinkState state, String client) {
    return snapshot.link(
        "clinic:" + contact,
        ContactLink.newBuilder()
            .setTenant("clinic")
            .setContactId(contact)
            .setState(state)
            .setClientId(client)
            .setRule(LinkRule.PHONE)
            .setMatchSource(MatchSource.NONE)
            .setOwnerCount(1)
            .setExplanation("")
            .setDecidedAt(Instant.EPOCH)
            .build());
  }

  private Map<Kind, Integer> counts() {
    return SyncPlan.of(snapshot).counts();
  }

  @Test
  void shouldAskForAClientWithAPhoneOfItsOwn() {
    // given
    client("17", true, "phone/" + KEY);
    owners(KEY, false, "17");

    // when
    List<Ask> asked = SyncPlan.of(snapshot).asked();

    // then
    assertThat(asked).extracting(Ask::clientId, Ask::phoneKey).containsExactly(tuple("17", KEY));
  }

  @Test
  void shouldNameAllPhonesOfItsOwnAndCreateByTheFirst() {
    // given
    client("17", true, "phone/" + KEY);
    owners("+1", false, "17");
    owners(KEY, false, "17");
    owners("+2", false, "17", "18");
    owners("+3", true, "17");

    // when
    Ask asked = SyncPlan.of(snapshot).asked().getFirst();

    // then
    assertThat(asked.phoneKey()).isEqualTo(KEY);
    assertThat(asked.otherPhoneKeys()).containsExactly("+1");
    assertThat(asked.phoneRaw()).isEqualTo("typed");
  }

  @Test
  void shouldAskByAnotherPhoneWhenTheFirstIsShared() {
    // given
    client("17", true, "phone/" + KEY);
    owners(KEY, false, "17", "18");
    owners("+1", false, "17");

    // when
    Ask asked = SyncPlan.of(snapshot).asked().getFirst();

    // then
    assertThat(asked.phoneKey()).isEqualTo("+1");
    assertThat(asked.phoneRaw()).isNull();
  }

  @Test
  void shouldBringNoContactBackThatAClientWasMadeOf() {
    // given
    snapshot.client(
        "clinic:made",
        Client.newBuilder()
            .setTenant("clinic")
            .setClientId("made")
            .setOrigin(ClientOrigin.CHATWOOT)
            .setChangedAt(Instant.EPOCH)
            .build());
    owners(KEY, false, "made");

    // when
    SyncPlan plan = SyncPlan.of(snapshot);

    // then
    assertThat(plan.asked()).isEmpty();
    assertThat(plan.counts()).containsOnly(Map.entry(Kind.MADE, 1));
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return org.assertj.core.api.Assertions.tuple(values);
  }

  @Test
  void shouldPassOverWhatCanNotBeLinkedOrIs() {
    // given
    client("linked", true, "phone/+1");
    owners("+1", false, "linked");
    link(9, LinkState.LINKED, "linked");
    client("inactive", false, "phone/+2");
    client("silent", true, null);
    client("twin", true, "phone/+3");
    owners("+3", false, "other", "twin");
    client("shop", true, "phone/+4");
    owners("+4", true, "shop");
    client("late", true, "phone/+5");

    // when
    SyncPlan plan = SyncPlan.of(snapshot);

    // then
    assertThat(plan.asked()).isEmpty();
    assertThat(plan.counts())
        .containsOnly(
            Map.entry(Kind.LINKED, 1),
            Map.entry(Kind.INACTIVE, 1),
            Map.entry(Kind.NO_PHONE, 1),
            Map.entry(Kind.SHARED, 2),
            Map.entry(Kind.UNREAD, 1));
  }

  @Test
  void shouldAskAgainWhenTheLinkIsRevoked() {
    // given
    client("17", true, "phone/" + KEY);
    owners(KEY, false, "17");
    link(9, LinkState.LINKED, "17");

    // when
    link(9, LinkState.REVOKED, "17");

    // then
    assertThat(counts()).containsOnly(Map.entry(Kind.ASK, 1));
  }

  @Test
  void shouldForgetErasedClientsAndOtherTenants() {
    // given
    client("17", true, "phone/" + KEY);
    snapshot.client("salon:18", null);
    snapshot.client("no key", null);

    // when
    snapshot.client("clinic:17", null);

    // then
    assertThat(counts()).isEmpty();
  }
}
