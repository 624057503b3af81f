package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkRule;
import dev.puente.event.v1.LinkState;
import dev.puente.event.v1.MatchSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LinksTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";
  private static final String OTHER_TYPED = "11 4567-8901";
  private static final String OTHER_SENDER = "5491145678901";

  private LinkingScenario story = new LinkingScenario();

  @AfterEach
  void close() {
    story.close();
  }

  @Test
  void shouldLinkWhenTheContactWritesAfterTheClientWasRegistered() {
    // given
    story.client(CLINIC, "17", TYPED);

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    ContactLink link = story.link(CLINIC, 9);
    assertThat(link.getState()).isEqualTo(LinkState.LINKED);
    assertThat(link.getClientId()).isEqualTo("17");
    assertThat(link.getRule()).isEqualTo(LinkRule.PHONE);
    assertThat(link.getMatchSource()).isEqualTo(MatchSource.CHANNEL_ID);
    assertThat(link.getEvidenceEventId()).isEqualTo("event-1");
    assertThat(link.getExplanation()).contains("exactly one active client").doesNotContain("2345");
  }

  @Test
  void shouldLinkWhenTheClientIsRegisteredAfterTheContactWrote() {
    // given
    story.whatsapp(CLINIC, 9, SENDER, null);
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("UNMATCHED null");

    // when
    story.client(CLINIC, "17", TYPED);

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldNotLinkWhenTwoClientsOwnThePhone() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "18", "+54 9 11 2345 6789");

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    ContactLink link = story.link(CLINIC, 9);
    assertThat(link.getState()).isEqualTo(LinkState.AMBIGUOUS);
    assertThat(link.getClientId()).isNull();
    assertThat(link.getOwnerCount()).isEqualTo(2);
  }

  @Test
  void shouldTakeALinkBackWhenASecondOwnerAppearsAndGiveItAgainWhenOneLeaves() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.client(CLINIC, "18", TYPED);
    String shared = story.outcome(CLINIC, 9);
    story.client(CLINIC, "17", OTHER_TYPED);

    // then
    assertThat(shared).isEqualTo("AMBIGUOUS null");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 18");
  }

  @Test
  void shouldIdentifyNobodyByAPhoneWithMoreOwnersThanTheLimit() {
    // given
    story.close();
    story = new LinkingScenario(LinkingScenario.tenant(CLINIC, 2, List.of()));
    story.client(CLINIC, "1", TYPED);
    story.client(CLINIC, "2", TYPED);
    story.client(CLINIC, "3", TYPED);

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("BLOCKED null");
    assertThat(story.link(CLINIC, 9).getExplanation()).contains("more clients than the limit");
  }

  @Test
  void shouldIdentifyNobodyByABlockedPhoneOnEitherSide() {
    // given
    story.close();
    story = new LinkingScenario(LinkingScenario.tenant(CLINIC, 5, List.of("+54 11 2345-6789")));
    story.client(CLINIC, "17", TYPED);

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("BLOCKED null");
    assertThat(story.harness().values(story.harness().topics().clientPhones())).isEmpty();
  }

  @Test
  void shouldFollowAPhoneThatMovesToAnotherClient() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.client(CLINIC, "17", OTHER_TYPED);
    String between = story.outcome(CLINIC, 9);
    story.client(CLINIC, "18", TYPED);

    // then
    assertThat(between).isEqualTo("REVOKED 17");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 18");
  }

  @Test
  void shouldRevokeTheLinkWhenTheClientIsErased() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.erase(CLINIC, "17");

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("REVOKED 17");
  }

  @Test
  void shouldRevokeTheLinkWhenTheClientIsDeactivatedAndRestoreItWhenActive() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setActive(false));
    String inactive = story.outcome(CLINIC, 9);
    story.client(CLINIC, "17", TYPED);

    // then
    assertThat(inactive).isEqualTo("REVOKED 17");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldLinkByAnyPhoneOfTheClient() {
    // given
    story.client(CLINIC, "17", TYPED, "not a phone", OTHER_TYPED);

    // when
    story.whatsapp(CLINIC, 9, OTHER_SENDER, null);

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldJoinByTheSenderIdAndKeepTheOtherKeyAsARemark() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "18", OTHER_TYPED);

    // when
    story.whatsapp(CLINIC, 9, SENDER, "+541145678901");

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
    assertThat(story.link(CLINIC, 9).getExplanation()).contains("another key");
  }

  @Test
  void shouldNeverReadAWebsiteSourceIdAsAPhone() {
    // given
    story.client(CLINIC, "17", "+54 9 11 5555 6666");

    // when
    story.website(CLINIC, 9, null);

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("UNMATCHED null");
  }

  @Test
  void shouldKeepTenantsApartWhenPhonesContactsAndClientsHaveTheSameIds() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(SALON, 9, SENDER, null);

    // when
    story.client(SALON, "17", OTHER_TYPED);
    story.whatsapp(CLINIC, 9, OTHER_SENDER, null);

    // then
    assertThat(story.outcome(SALON, 9)).isEqualTo("UNMATCHED null");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("UNMATCHED null");
  }

  @Test
  void shouldPublishADecisionOnlyWhenItChanges() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.linkRecords();

    // when
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.client(CLINIC, "17", c -> c.setPhones(List.of(TYPED)).setEmail("ana@example.org"));
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    assertThat(story.linkRecords()).isEmpty();
  }

  @Test
  void shouldPublishATombstoneWhenTheContactIsGone() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.linkRecords();

    // when
    story.read(CLINIC, 9, false, null);

    // then
    assertThat(story.linkRecords()).hasSize(1).containsOnlyNulls();
    assertThat(story.contactRecords()).last().isNull();
  }
}
