package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static dev.puente.matcher.linking.LinkingScenario.making;
import static dev.puente.matcher.linking.LinkingScenario.tenant;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.LinkState;
import dev.puente.event.v1.SyncAttributes;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Clients that are made of contacts. */
class NewcomersTopologyTest {
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
  void shouldMakeAClientOfAnUnknownContactAndLinkIt() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.settle();

    // then
    Client client = made();
    assertThat(client.getTenant()).isEqualTo(CLINIC);
    assertThat(client.getOrigin()).isEqualTo(ClientOrigin.CHATWOOT);
    assertThat(client.getFirstName()).isEqualTo("Ana");
    assertThat(client.getPhones()).containsExactly("+5491123456789");
    assertThat(client.getActive()).isTrue();
    assertThat(client.getClientId()).matches("chatwoot-contact-9-[0-9a-f]{8}");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED " + client.getClientId());
    assertThat(story.link(CLINIC, 9).getExplanation()).contains("made that client of a contact");
  }

  @Test
  void shouldGiveTheClientThePhoneInTheFormThatTheProviderUses() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.website(CLINIC, 9, null);
    story.website(CLINIC, 10, "+541145678901");

    // when
    story.settle();

    // then
    assertThat(story.madeClients())
        .extracting(client -> client.getPhones().getFirst())
        .containsExactlyInAnyOrder("+5491123456789", "+541145678901");
  }

  @Test
  void shouldWriteUnderTheKeyOfTheClientWithAllHeaders() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.settle();

    // then
    var record = story.harness().records(story.harness().topics().clients()).getFirst();
    assertThat(record.key()).isEqualTo(CLINIC + ":" + record.value().getClientId());
    assertThat(record.headers().toArray())
        .extracting(header -> header.key())
        .containsExactlyInAnyOrder("traceparent", "event-id", "tenant", "schema");
  }

  @Test
  void shouldMakeNobodyUnlessTheTenantWantsIt() {
    // given
    begin(new LinkingScenario(making(CLINIC), tenant(SALON, 5, List.of())));
    story.whatsapp(SALON, 9, SENDER, null);
    story.whatsapp("unknown", 9, SENDER, null);

    // when
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
    assertThat(story.outcome(SALON, 9)).isEqualTo("UNMATCHED null");
  }

  @Test
  void shouldWaitUntilTheDecisionStood() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.harness().advance(LinkingScenario.STABLE_AFTER.minusMillis(100));
    List<Client> early = story.madeClients();
    story.client(CLINIC, "17", TYPED);
    story.settle();

    // then
    assertThat(early).isEmpty();
    assertThat(story.madeClients()).isEmpty();
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldMakeNobodyOfAContactWithoutAUsablePhone() {
    // given
    begin(new LinkingScenario(making(CLINIC, List.of(TYPED))));
    story.whatsapp(CLINIC, 8, SENDER, null);
    story.website(CLINIC, 9, null);
    story.website(CLINIC, 10, "2345");

    // when
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
  }

  @Test
  void shouldMakeNobodyOfAnAmbiguousContact() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "18", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("AMBIGUOUS null");
  }

  @Test
  void shouldMakeNobodyOfAContactThatAPersonUnlinked() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.override(CLINIC, 9, null);

    // when
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
  }

  @Test
  void shouldMakeOneClientForAllContactsOfAPhone() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.website(CLINIC, 10, "+541123456789");

    // when
    story.settle();
    story.whatsapp(CLINIC, 11, SENDER, null);
    story.settle();

    // then
    String client = made().getClientId();
    assertThat(List.of(story.outcome(CLINIC, 9), story.outcome(CLINIC, 10)))
        .containsOnly("LINKED " + client);
    assertThat(story.outcome(CLINIC, 11)).isEqualTo("LINKED " + client);
  }

  @Test
  void shouldMakeNobodyAgainWhenTheContactIsSeenAgain() {
    // given
    newcomer(CLINIC, 9, SENDER);

    // when
    story.again(CLINIC, 9, 0);
    story.whatsapp(CLINIC, 9, SENDER, "+541123456789");
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
  }

  @Test
  void shouldMakeAClientForEachTenant() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.whatsapp(SALON, 9, SENDER, null);

    // when
    story.settle();

    // then
    assertThat(story.madeClients())
        .extracting(Client::getTenant)
        .containsExactlyInAnyOrder(CLINIC, SALON);
    assertThat(story.link(CLINIC, 9).getState()).isEqualTo(LinkState.LINKED);
    assertThat(story.link(SALON, 9).getState()).isEqualTo(LinkState.LINKED);
  }

  @Test
  void shouldMakeAnotherClientWhenAnotherContactHasAnotherPhone() {
    // given
    String first = newcomer(CLINIC, 9, SENDER).getClientId();

    // when
    String second = newcomer(CLINIC, 10, OTHER_SENDER).getClientId();

    // then
    assertThat(second).isNotEqualTo(first);
    assertThat(story.outcome(CLINIC, 10)).isEqualTo("LINKED " + second);
  }

  @Test
  void shouldNotBringAnErasedClientBack() {
    // given
    Client client = newcomer(CLINIC, 9, SENDER);

    // when
    story.erase(CLINIC, client.getClientId());
    String erased = story.outcome(CLINIC, 9);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.whatsapp(CLINIC, 10, SENDER, null);
    story.settle();

    // then
    assertThat(erased).isEqualTo("REVOKED " + client.getClientId());
    assertThat(story.madeClients()).isEmpty();
    assertThat(story.outcome(CLINIC, 10)).isEqualTo("UNMATCHED null");
    assertThat(story.link(CLINIC, 10).getExplanation()).contains("A client had it before");
  }

  @Test
  void shouldMakeNobodyOfAPhoneWhoseClientWasErased() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.erase(CLINIC, "17");

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
  }

  @Test
  void shouldMakeNobodyOfAContactWhoseLinkWasRevoked() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.client(CLINIC, "17", "11 4567-8901");
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("REVOKED 17");
  }

  @Test
  void shouldMakeNobodyOfThePhoneOfAnInactiveClient() {
    // given
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setActive(false));
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.settle();

    // then
    assertThat(story.madeClients()).isEmpty();
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("UNMATCHED null");
    assertThat(story.link(CLINIC, 9).getExplanation()).contains("An inactive client has it.");
  }

  @Test
  void shouldShowTheNewClientsDataToAgents() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.settle();
    story.settle();

    // then
    ContactSync sync = story.syncs().stream().filter(Objects::nonNull).findFirst().orElseThrow();
    Map<String, Object> set = ((SyncAttributes) sync.getBody()).getSet();
    assertThat(set)
        .containsEntry("client_id", made().getClientId())
        .containsEntry("client_name", "Ana");
  }

  @Test
  void shouldMakeOneClientHoweverManyContactsWaitForTheSameTick() {
    // given
    for (int contact = 1; contact <= 600; contact++) {
      story.whatsapp(CLINIC, contact, SENDER, null);
    }

    // when
    story.settle();
    story.settle();

    // then
    String client = made().getClientId();
    assertThat(story.outcome(CLINIC, 600)).isEqualTo("LINKED " + client);
  }
}
