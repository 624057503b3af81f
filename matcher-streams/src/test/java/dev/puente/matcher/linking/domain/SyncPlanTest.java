package dev.puente.matcher.linking.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SyncPlanTest {
  private static final long STABLE_AFTER = 2_000;

  private static SortedMap<String, Object> values(String... names) {
    SortedMap<String, Object> map = new TreeMap<>();
    for (String name : names) {
      map.put(name, name);
    }
    return map;
  }

  private static SyncPlan linked(String client, SortedMap<String, Object> values) {
    return SyncPlan.NEW.changed(client, values, 0, STABLE_AFTER).plan().due(values).plan();
  }

  @Test
  void shouldWaitUntilANewLinkStood() {
    // given / when
    SyncPlan.Step step = SyncPlan.NEW.changed("17", values("a"), 100, STABLE_AFTER);

    // then
    assertThat(step.wish()).isNull();
    assertThat(step.plan().dueAtMillis()).isEqualTo(2_100);
  }

  @Test
  void shouldActAtOnceWhenNothingHasToStand() {
    // given / when
    SyncPlan.Step step = SyncPlan.NEW.changed("17", values("a"), 100, 0);

    // then
    assertThat(step.wish()).isNotNull();
    assertThat(step.plan().dueAtMillis()).isZero();
  }

  @Test
  void shouldNotWaitLongerBecauseTheClientsDataChangeMeanwhile() {
    // given
    SyncPlan waiting = SyncPlan.NEW.changed("17", values("a"), 100, STABLE_AFTER).plan();

    // when
    SyncPlan.Step step = waiting.changed("17", values("a", "b"), 1_500, STABLE_AFTER);

    // then
    assertThat(step.plan().dueAtMillis()).isEqualTo(2_100);
  }

  @Test
  void shouldWaitAnewWhenTheLinkMovesMeanwhile() {
    // given
    SyncPlan waiting = SyncPlan.NEW.changed("17", values("a"), 100, STABLE_AFTER).plan();

    // when
    SyncPlan.Step step = waiting.changed("18", values("a"), 1_500, STABLE_AFTER);

    // then
    assertThat(step.plan().dueAtMillis()).isEqualTo(3_500);
  }

  @Test
  void shouldForgetTheWaitWhenTheLinkIsAsItWas() {
    // given
    SyncPlan plan = linked("17", values("a"));
    SyncPlan revoked = plan.changed(null, values(), 5_000, STABLE_AFTER).plan();

    // when
    SyncPlan.Step step = revoked.changed("17", values("a"), 5_100, STABLE_AFTER);

    // then
    assertThat(step.wish()).isNull();
    assertThat(step.plan().dueAtMillis()).isZero();
  }

  @Test
  void shouldClearOnlyWhatWasWritten() {
    // given
    SyncPlan plan = linked("17", values("a", "b"));

    // when
    SyncPlan.Step step = plan.changed(null, values(), 5_000, 0);

    // then
    SyncPlan.Wish wish = requireNonNull(step.wish());
    assertThat(wish.set()).isEmpty();
    assertThat(wish.clear()).containsExactly("a", "b");
  }

  @Test
  void shouldAskForNothingWhenNothingWasEverWritten() {
    // given / when
    SyncPlan.Step step = SyncPlan.NEW.changed(null, values(), 100, 0);

    // then
    assertThat(step.wish()).isNull();
  }

  @Test
  void shouldForgetClearedNamesOnceTheNewestWishWasConfirmed() {
    // given
    SyncPlan plan = linked("17", values("a", "b")).changed("17", values("a"), 5_000, 0).plan();

    // when
    SyncPlan confirmed = plan.confirmed();

    // then
    assertThat(plan.written()).containsExactly("a", "b");
    assertThat(confirmed.written()).containsExactly("a");
  }

  @Test
  void shouldActInTheEndWhenALinkKeepsChangingWhileAnotherClientIsShown() {
    // given
    SyncPlan plan = linked("17", values("a"));

    // when
    long now = 10_000;
    for (int i = 0; i < 8; i++, now += 1_500) {
      plan = plan.changed(i % 2 == 0 ? "18" : null, values(), now, STABLE_AFTER).plan();
    }

    // then
    assertThat(plan.actedClientId()).isNotEqualTo("17");
  }

  @Test
  void shouldAskAgainWhenContentGoesBackToWhatItWas() {
    // given
    SyncPlan plan = linked("17", values("a"));
    SyncPlan changed = plan.changed("17", values("a", "b"), 5_000, 0).plan();

    // when
    SyncPlan.Step step = changed.changed("17", values("a"), 6_000, 0);

    // then
    assertThat(requireNonNull(step.wish()).set()).isEqualTo(Map.of("a", "a"));
  }
}
