package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.LinkOverride;
import dev.puente.event.v1.LinkRule;
import dev.puente.matcher.state.LinkingManual;
import java.time.Instant;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A person's word about who a contact is. */
class ManualLinksTopologyTest {
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
  void shouldLetAManualLinkWinUntilItIsTakenBack() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "18", OTHER_TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.override(CLINIC, 9, "18");
    String manual = story.outcome(CLINIC, 9);
    LinkRule rule = story.link(CLINIC, 9).getRule();
    story.client(CLINIC, "18", TYPED);
    String unmoved = story.outcome(CLINIC, 9);
    story.client(CLINIC, "18", OTHER_TYPED);
    story.withdrawOverride(CLINIC, 9);

    // then
    assertThat(manual).isEqualTo("LINKED 18");
    assertThat(rule).isEqualTo(LinkRule.MANUAL);
    assertThat(unmoved).isEqualTo("LINKED 18");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldUnlinkByHand() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.override(CLINIC, 9, null);

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("REVOKED 17");
    assertThat(story.link(CLINIC, 9).getExplanation()).isEqualTo("Unlinked by hand.");
  }

  @Test
  void shouldLinkNobodyByHandToAClientThatDoesNotExist() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.client(CLINIC, "18", OTHER_TYPED);
    story.client(SALON, "19", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // when
    story.override(CLINIC, 9, "18");
    String linked = story.outcome(CLINIC, 9);
    story.erase(CLINIC, "18");
    String erased = story.outcome(CLINIC, 9);
    LinkRule rule = story.link(CLINIC, 9).getRule();
    story.override(CLINIC, 9, "19");
    String unknown = story.outcome(CLINIC, 9);
    story.client(CLINIC, "19", OTHER_TYPED);

    // then
    assertThat(linked).isEqualTo("LINKED 18");
    assertThat(erased).isEqualTo("REVOKED 18");
    assertThat(rule).isEqualTo(LinkRule.MANUAL);
    assertThat(unknown).isEqualTo("REVOKED 18");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 19");
  }

  @Test
  void shouldKeepALinkByHandToAClientThatIsInactive() {
    // given
    story.client(CLINIC, "18", OTHER_TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    story.override(CLINIC, 9, "18");

    // when
    story.client(CLINIC, "18", c -> c.setPhones(List.of(OTHER_TYPED)).setActive(false));

    // then
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 18");
  }

  @Test
  void shouldTakeBackAWordThatWasGivenBeforeClientsWereLookedUp() {
    // given
    story.client(CLINIC, "17", TYPED);
    story.whatsapp(CLINIC, 9, SENDER, null);
    KeyValueStore<String, LinkingManual> words =
        story.harness().driver().getKeyValueStore(TopologyNames.MANUAL_STORE);
    words.put(
        CLINIC + ":9", LinkingManual.newBuilder().setClientId("18").setAt(1).setWho("key").build());
    story.whatsapp(CLINIC, 9, OTHER_SENDER, null);
    String former = story.outcome(CLINIC, 9);

    // when
    story.withdrawOverride(CLINIC, 9);
    story.whatsapp(CLINIC, 9, SENDER, null);

    // then
    assertThat(former).isEqualTo("LINKED 18");
    assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
  }

  @Test
  void shouldGiveUpAWordWhoseKeyContradictsIt() {
    // given
    story.override(CLINIC, 9, null);

    // when
    story
        .harness()
        .publish(
            story.harness().topics().linkOverrides(),
            CLINIC + ":10",
            LinkOverride.newBuilder()
                .setTenant(CLINIC)
                .setContactId(9)
                .setClientId("17")
                .setWho("key")
                .setAt(Instant.EPOCH)
                .build());

    // then
    assertThat(story.harness().deadLetters())
        .singleElement()
        .extracting(letter -> requireNonNull(letter).getReasonClass())
        .isEqualTo("KEY_CONTRADICTS_VALUE");
  }
}
