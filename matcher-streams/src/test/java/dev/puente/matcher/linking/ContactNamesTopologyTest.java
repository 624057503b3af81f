package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.tenant;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.schemas.tenant.TenantConfig;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The contact's own name, from the client to the wish and back from the answer. */
class ContactNamesTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";

  private final LinkingScenario story = new LinkingScenario(tenant(CLINIC, 5, List.of()));

  @AfterEach
  void close() {
    story.close();
  }

  private void client(String id, String name, String... phones) {
    story.client(CLINIC, id, c -> c.setPhones(List.of(phones)).setName(name));
  }

  private ContactSync sync() {
    return requireNonNull(story.syncs().getLast());
  }

  private static SyncAttributes body(ContactSync sync) {
    return (SyncAttributes) sync.getBody();
  }

  private static TenantConfig keeping() {
    return tenant(CLINIC, 5, List.of())
        .but()
        .switches(Set.of(TenantConfig.Switch.KEEP_CONTACT_NAMES))
        .build();
  }

  @Test
  void shouldCarryTheClientsNameAndLaterWhatWeWrote() {
    // given
    client("17", "Ana", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    ContactSync first = sync();

    // when
    story.synced(first, "Ana");
    client("17", "Ana Pérez", TYPED);
    SyncAttributes renamed = body(sync());

    // then
    assertThat(body(first).getClientName()).isEqualTo("Ana");
    assertThat(body(first).getOwnNames()).isEmpty();
    assertThat(body(first).getContactName()).as("old workers would overwrite any name").isNull();
    assertThat(renamed.getClientName()).isEqualTo("Ana Pérez");
    assertThat(renamed.getOwnNames()).containsExactly("Ana");
  }

  @Test
  void shouldTakeTheNameAwayWithTheLink() {
    // given
    client("17", "Ana", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    story.synced(sync(), "Ana");

    // when
    story.erase(CLINIC, "17");
    story.settle();

    // then
    SyncAttributes body = body(sync());
    assertThat(body.getClientName()).isNull();
    assertThat(body.getOwnNames()).containsExactly("Ana");
    assertThat(body.getClear()).contains("client_id");
  }

  @Test
  void shouldForgetANameThatIsNotOursAnyMore() {
    // given
    client("17", "Ana", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    story.synced(sync(), null);

    // when
    story.erase(CLINIC, "17");
    story.settle();

    // then
    assertThat(body(sync()).getOwnNames()).isEmpty();
  }

  @Test
  void shouldReplaceTheNameThatANotificationMadeTheContactWith() {
    // given
    story.made(CLINIC, 9, "+541123456789");
    client("17", "Ana", TYPED);

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();

    // then
    SyncAttributes body = body(sync());
    assertThat(body.getClientName()).isEqualTo("Ana");
    assertThat(body.getOwnNames()).containsExactly("+541123456789");
  }

  @Test
  void shouldWriteNoNamesWhenTheTenantKeepsThem() {
    // given
    story.settings(keeping());
    client("17", "Ana", TYPED);

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();

    // then
    SyncAttributes body = body(sync());
    assertThat(body.getClientName()).isNull();
    assertThat(body.getOwnNames()).isEmpty();
    assertThat(body.getSet()).contains(Map.entry("client_name", "Ana"));
  }

  @Test
  void shouldWriteNothingJustBecauseTheTenantSwitchesNamesOffAndOn() {
    // given
    client("17", "Ana", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    story.synced(sync(), "Ana");

    // when
    story.settings(keeping());
    story.settings(tenant(CLINIC, 5, List.of()));
    story.settle();

    // then
    assertThat(story.syncs()).isEmpty();
  }

  @Test
  void shouldAskForNamesAsSoonAsTheTenantWantsThem() {
    // given
    story.settings(keeping());
    client("17", "Ana", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    story.synced(sync());

    // when
    story.settings(tenant(CLINIC, 5, List.of()));

    // then
    assertThat(body(sync()).getClientName()).isEqualTo("Ana");
  }
}
