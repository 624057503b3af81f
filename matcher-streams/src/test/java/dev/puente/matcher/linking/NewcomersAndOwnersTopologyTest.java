package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static dev.puente.matcher.linking.LinkingScenario.making;
import static dev.puente.matcher.linking.LinkingScenario.tenant;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that are made of contacts, beside those that the business registers. */
class NewcomersAndOwnersTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";
  private static final String OTHER_SENDER = "5491145678901";

  private LinkingScenario story = new LinkingScenario(making(CLINIC), making(SALON));

  @AfterEach
  void close() {
    story.close();
  }

  private void begin(LinkingScenario other) {
    story.close();
    story = other;
  }

  /** The only client that was made since the last look. */
  private Client made() {
    List<Client> made = story.madeClients();
    assertThat(made).hasSize(1);
    return made.getFirst();
  }

  /** An unknown contact, and the client that was made of it. */
  private Client newcomer(String tenant, long contactId, String sender) {
    story.whatsapp(tenant, contactId, sender, null);
    story.settle();
    return made();
  }

  @Test
  void shouldGiveWayToAClientThatSomebodyRegistersAndComeBackWhenThatOneGoes() {
    // given
    String made = newcomer(CLINIC, 9, SENDER).getClientId();

    // when
    story.client(CLINIC, "17", TYPED);
    String registered = story.outcome(CLINIC, 9);
    String told = story.link(CLINIC, 9).getExplanation();
    story.client(CLINIC, "18", TYPED);
    String shared = story.outcome(CLINIC, 9);
    int owners = story.link(CLINIC, 9).getOwnerCount();
    story.erase(CLINIC, "18");
    story.erase(CLINIC, "17");

    // then
    assertThat(registered).isEqualTo("LINKED 17");
    assertThat(told).contains("gives way");
    assertThat(shared).isEqualTo("AMBIGUOUS null");
    assertThat(owners).isEqualTo(2);
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED " + made);
  }

  @Test
  void shouldGiveWayWhateverTheirIdsAre() {
    // given
    newcomer(CLINIC, 9, SENDER);

    // when
    story.client(CLINIC, "zz", TYPED);

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED zz");
    assertThat(story.owners(CLINIC, "+541123456789")).containsExactly("zz");
  }

  @Test
  void shouldBeAnOrdinaryClientWhenTheBusinessTakesItOver() {
    // given
    String made = newcomer(CLINIC, 9, SENDER).getClientId();

    // when
    story.client(CLINIC, made, c -> c.setPhones(List.of(TYPED)).setOrigin(ClientOrigin.API));
    String taken = story.outcome(CLINIC, 9);
    String told = requireNonNull(story.link(CLINIC, 9).getExplanation());
    story.client(CLINIC, "17", TYPED);

    // then
    assertThat(taken).isEqualTo("LINKED " + made);
    assertThat(told).doesNotContain("made");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("AMBIGUOUS null");
  }

  @Test
  void shouldKeepWhatWasMadeWhenTheTenantWantsNoMore() {
    // given
    String made = newcomer(CLINIC, 9, SENDER).getClientId();
    story.whatsapp(CLINIC, 10, OTHER_SENDER, null);

    // when
    story.settings(tenant(CLINIC, 5, List.of()), making(SALON));
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED " + made);
    assertThat(story.outcome(CLINIC, 10)).isEqualTo("UNMATCHED null");
  }

  @Test
  void shouldMakeClientsOfTheContactsThatAreThereWhenATenantWantsIt() {
    // given
    begin(new LinkingScenario(tenant(CLINIC, 5, List.of())));
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "18", c -> c.setPhones(List.of("11 4321-0987")).setActive(false));
    story.whatsapp(CLINIC, 8, "5491143210987", null);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.whatsapp(CLINIC, 10, OTHER_SENDER, null);
    story.settle();
    List<Client> before = story.madeClients();

    // when
    story.settings(making(CLINIC));
    story.settle();

    // then
    assertThat(before).isEmpty();
    assertThat(made().getClientId()).startsWith("chatwoot-contact-10-");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldMakeNobodyUntilAllClientsAreReadByTheSameRules() {
    // given: the driver has one partition, so the second is read only when told
    begin(new LinkingScenario(2, making(CLINIC)));
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();
    List<Client> early = story.madeClients();

    // when
    story.clientsRead(CLINIC, 1, "of other rules");
    story.settle();
    List<Client> other = story.madeClients();
    story.clientsRead(CLINIC, 1);
    story.settle();

    // then
    assertThat(early).isEmpty();
    assertThat(other).isEmpty();
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED " + made().getClientId());
  }

  @Test
  void shouldFindTheOwnerThatWasStillToBeReadWhenTheWishCame() {
    // given
    begin(new LinkingScenario(2, making(CLINIC)));
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();

    // when
    story.client(CLINIC, "17", TYPED);
    story.clientsRead(CLINIC, 1);
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldForgetAWishThatWaitedTooLong() {
    // given
    begin(new LinkingScenario(2, making(CLINIC)));
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();

    // when
    story.harness().advance(WaitingNewcomers.PATIENCE.plus(Duration.ofMinutes(1)));
    story.clientsRead(CLINIC, 1);
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
  }
}
