package dev.puente.matcher.linking;

import static dev.puente.matcher.linking.LinkingScenario.CLINIC;
import static dev.puente.matcher.linking.LinkingScenario.SALON;
import static dev.puente.matcher.linking.LinkingScenario.tenant;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.LinkState;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings and number rules change while rows are there. */
class RulesTopologyTest {
  private static final String TYPED = "11 15-2345-6789";
  private static final String SENDER = "5491123456789";
  private static final String KEY = "+541123456789";

  private static String version(LinkingScenario story) {
    return new TenantRules(story.harness().tenants(), new PhoneKeys()).version(CLINIC);
  }

  @Test
  void shouldRevokeLinksWhenThePhoneIsPutOnTheBlockList() {
    try (LinkingScenario story = new LinkingScenario()) {
      // given
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      story.client(SALON, "17", TYPED);
      story.whatsapp(SALON, 9, SENDER, null);
      String before = story.outcome(CLINIC, 9);

      // when
      story.settings(tenant(CLINIC, 5, List.of(TYPED)), tenant(SALON, 5, List.of()));

      // then
      assertThat(before).isEqualTo("LINKED 17");
      assertThat(story.link(CLINIC, 9).getState()).isEqualTo(LinkState.BLOCKED);
      assertThat(story.outcome(SALON, 9)).isEqualTo("LINKED 17");
    }
  }

  @Test
  void shouldLinkWhenThePhoneIsTakenOffTheBlockList() {
    try (LinkingScenario story = new LinkingScenario(tenant(CLINIC, 5, List.of(TYPED)))) {
      // given
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      LinkState before = story.link(CLINIC, 9).getState();

      // when
      story.settings(tenant(CLINIC, 5, List.of()));

      // then
      assertThat(before).isEqualTo(LinkState.BLOCKED);
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
      assertThat(story.link(CLINIC, 9).getRulesVersion()).isEqualTo(version(story));
    }
  }

  @Test
  void shouldReadTheClientsPhonesAnewWhenTheRegionChanges() {
    try (LinkingScenario story = new LinkingScenario(tenant(CLINIC, "ES", 5, List.of()))) {
      // given
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      String before = story.outcome(CLINIC, 9);

      // when
      story.settings(tenant(CLINIC, "AR", 5, List.of()));

      // then
      assertThat(before).isEqualTo("UNMATCHED null");
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
      assertThat(requireNonNull(story.addresses().get("clinic:client/17")).getAddress())
          .isEqualTo("phone/" + KEY);
    }
  }

  @Test
  void shouldCountTheOwnersAnewWhenTheLimitChanges() {
    try (LinkingScenario story = new LinkingScenario(tenant(CLINIC, 2, List.of()))) {
      // given
      for (String id : List.of("17", "18", "19")) {
        story.client(CLINIC, id, TYPED);
      }
      story.whatsapp(CLINIC, 9, SENDER, null);
      LinkState before = story.link(CLINIC, 9).getState();

      // when
      story.settings(tenant(CLINIC, 3, List.of()));
      LinkState raised = story.link(CLINIC, 9).getState();
      story.settings(tenant(CLINIC, 1, List.of()));

      // then
      assertThat(List.of(before, raised, story.link(CLINIC, 9).getState()))
          .containsExactly(LinkState.BLOCKED, LinkState.AMBIGUOUS, LinkState.BLOCKED);
    }
  }

  @Test
  void shouldNeitherPublishNorWriteAnythingWhenNewRulesDecideAsTheOldOnes() {
    try (LinkingScenario story = new LinkingScenario()) {
      // given
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      story.settle();
      story.syncs();
      story.linkRecords();

      // when
      story.settings(tenant(CLINIC, 6, List.of()));
      story.settle();

      // then
      assertThat(story.linkRecords())
          .extracting(link -> requireNonNull(link).getState())
          .containsOnly(LinkState.LINKED);
      assertThat(story.syncs()).isEmpty();
    }
  }

  @Test
  void shouldTakeBoundedStepsAndLinkNobodyBeforeTheyAreDone() {
    try (LinkingScenario story = new LinkingScenario(tenant(CLINIC, "ES", 5, List.of()))) {
      // given: two owners of one phone, one of them at the very end
      story.client(CLINIC, "0", TYPED);
      for (int i = 0; i < RulesSweep.STEPS_PER_TICK; i++) {
        story.client(CLINIC, "1-" + i, c -> c);
      }
      story.client(CLINIC, "9", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);

      // when
      story.harness().settings(new TenantDirectory(List.of(tenant(CLINIC, "AR", 5, List.of()))));
      story.harness().advance(RulesSweep.TICK);
      long read =
          story.addresses().entrySet().stream()
              .filter(a -> a.getKey().startsWith("clinic:client/"))
              .filter(a -> requireNonNull(a.getValue()).getAddress() != null)
              .count();
      for (int tick = 0; tick < 3; tick++) {
        story.harness().advance(RulesSweep.TICK);
      }

      // then
      assertThat(read).isEqualTo(1);
      assertThat(story.linkRecords())
          .extracting(link -> requireNonNull(link).getState())
          .doesNotContain(LinkState.LINKED)
          .endsWith(LinkState.AMBIGUOUS);
    }
  }

  @Test
  void shouldLinkNobodyUntilEveryPartitionOfClientsIsReadByTheSameRules() {
    try (LinkingScenario story = new LinkingScenario(2, tenant(CLINIC, 5, List.of()))) {
      // given: the driver has one partition, so the second never answers by itself
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      String before = story.outcome(CLINIC, 9);

      // when
      story.clientsRead(CLINIC, 1, "of other rules");
      String other = story.outcome(CLINIC, 9);
      story.clientsRead(CLINIC, 1);

      // then
      assertThat(List.of(before, other)).containsOnly("UNMATCHED null");
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
    }
  }

  @Test
  void shouldKeepAndRevokeALinkWhileOtherPartitionsAreStillBeingRead() {
    try (LinkingScenario story = new LinkingScenario(2, tenant(CLINIC, 5, List.of()))) {
      // given
      story.clientsRead(CLINIC, 1);
      story.client(CLINIC, "17", TYPED);
      story.client(CLINIC, "18", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      story.erase(CLINIC, "18");
      String linked = story.outcome(CLINIC, 9);

      // when
      story.settings(tenant(CLINIC, 4, List.of()));
      String kept = story.outcome(CLINIC, 9);
      story.whatsapp(CLINIC, 10, SENDER, null);
      story.erase(CLINIC, "17");

      // then
      assertThat(List.of(linked, kept)).containsOnly("LINKED 17");
      assertThat(story.outcome(CLINIC, 10)).isEqualTo("UNMATCHED null");
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("REVOKED 17");
    }
  }

  @Test
  void shouldLinkForATenantThatIsAddedWhileRunning() {
    try (LinkingScenario story = new LinkingScenario(tenant(SALON, 5, List.of()))) {
      // given: its records are quicker than its settings
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      String before = story.outcome(CLINIC, 9);

      // when
      story.settings(tenant(SALON, 5, List.of()), tenant(CLINIC, 5, List.of()));

      // then
      assertThat(before).isEqualTo("UNMATCHED null");
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
    }
  }

  @Test
  void shouldLinkNobodyWhileTheSettingsOfTheTenantAreGoneAndGoOnWhenTheyAreBack() {
    try (LinkingScenario story = new LinkingScenario()) {
      // given
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      String before = story.outcome(CLINIC, 9);

      // when
      story.settings(tenant(SALON, 5, List.of()));
      story.client(CLINIC, "18", "11 15-6000-0001");
      story.whatsapp(CLINIC, 10, "5491160000001", null);
      story.whatsapp(CLINIC, 11, SENDER, null);
      String kept = story.outcome(CLINIC, 9);
      List<String> gone = List.of(story.outcome(CLINIC, 10), story.outcome(CLINIC, 11));
      story.settings(tenant(CLINIC, 5, List.of()), tenant(SALON, 5, List.of()));

      // then
      assertThat(List.of(before, kept)).containsOnly("LINKED 17");
      assertThat(gone).containsOnly("UNMATCHED null");
      assertThat(story.outcome(CLINIC, 10)).isEqualTo("LINKED 18");
      assertThat(story.outcome(CLINIC, 11)).isEqualTo("LINKED 17");
    }
  }

  @Test
  void shouldEndAsIfNothingHappenedWhenSettingsChangeBackBeforeTheyAreApplied() {
    try (LinkingScenario story = new LinkingScenario()) {
      // given: rows of the settings in between are there when these go again
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      story.harness().settings(new TenantDirectory(List.of(tenant(CLINIC, "ES", 5, List.of()))));
      story.client(CLINIC, "18", TYPED);
      story.whatsapp(CLINIC, 10, "5491160000001", null);

      // when
      story.settings(tenant(CLINIC, 5, List.of()));
      story.client(CLINIC, "19", "11 15-6000-0001");

      // then
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("AMBIGUOUS null");
      assertThat(story.outcome(CLINIC, 10)).isEqualTo("LINKED 19");
    }
  }

  @Test
  void shouldForgetWhatAPartitionToldWhenItsRulesChangeAndChangeBack() {
    try (LinkingScenario story = new LinkingScenario(2, tenant(CLINIC, 5, List.of()))) {
      // given: both partitions of clients have told, then the second has other rules for a while
      story.clientsRead(CLINIC, 1);
      story.client(CLINIC, "17", TYPED);
      story.clientsRead(CLINIC, 1, "");

      // when: what changes now may lack an owner of the second partition
      story.client(CLINIC, "18", TYPED);
      story.erase(CLINIC, "17");
      story.whatsapp(CLINIC, 9, SENDER, null);
      String between = story.outcome(CLINIC, 9);
      story.clientsRead(CLINIC, 1);

      // then
      assertThat(between).isEqualTo("UNMATCHED null");
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 18");
    }
  }

  @Test
  void shouldLinkNobodyBeforeTheClientsAreReadThatWereThereAtTheFirstStart() {
    try (LinkingScenario story = LinkingScenario.behindWithClients()) {
      // given: the second owner of the phone is still in the topic
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      story.client(CLINIC, "20", "11 15-6000-0001");
      story.whatsapp(CLINIC, 10, "5491160000001", null);
      story.settle();
      List<String> before = List.of(story.outcome(CLINIC, 9), story.outcome(CLINIC, 10));

      // when
      story.client(CLINIC, "18", TYPED);
      story.clientsOfTheStartRead();

      // then
      assertThat(before).containsOnly("UNMATCHED null");
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("AMBIGUOUS null");
      assertThat(story.outcome(CLINIC, 10)).isEqualTo("LINKED 20");
    }
  }

  @Test
  void shouldMakeNoLinkByPhoneOfOneByHandWhileRulesAreMixed() {
    try (LinkingScenario story = new LinkingScenario(2, tenant(CLINIC, 5, List.of()))) {
      // given: the second partition of clients never told
      story.client(CLINIC, "17", TYPED);
      story.whatsapp(CLINIC, 9, SENDER, null);
      story.override(CLINIC, 9, "17");
      String byHand = story.outcome(CLINIC, 9);

      // when
      story.withdrawOverride(CLINIC, 9);
      String withdrawn = story.outcome(CLINIC, 9);
      story.clientsRead(CLINIC, 1);

      // then
      assertThat(byHand).isEqualTo("LINKED 17");
      assertThat(withdrawn).isEqualTo("REVOKED 17");
      assertThat(story.outcome(CLINIC, 9)).isEqualTo("LINKED 17");
    }
  }
}
