package dev.puente.matcher.linking.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SyncPlanTest {
  private static final long STABLE_AFTER = 2_000;

  private static SyncPlan.Shown values(String... names) {
    return named(null, names);
  }

  private static SyncPlan.Shown named(@Nullable String contactName, String... names) {
    SortedMap<String, Object> map = new TreeMap<>();
    for (String name : names) {
      map.put(name, name);
    }
    return new SyncPlan.Shown(map, contactName, false);
  }

  private static SyncPlan.Shown keeping(String... names) {
    return new SyncPlan.Shown(values(names).attributes(), null, true);
  }

  private static SyncPlan linked(String client, SyncPlan.Shown values) {
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
    SyncPlan confirmed = plan.confirmed(null);

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

  @Test
  void shouldAskForTheNameWithTheAttributes() {
    // given / when
    SyncPlan.Step step = SyncPlan.NEW.changed("17", named("Ana", "a"), 0, 0);

    // then
    assertThat(requireNonNull(step.wish()).name())
        .isEqualTo(new ContactName.Question("Ana", List.of()));
  }

  @Test
  void shouldNotLookAtTheNameAgainAsLongAsTheSameOneOfOursStands() {
    // given
    SyncPlan plan = linked("17", named("Ana", "a")).confirmed("Ana");

    // when
    SyncPlan.Wish wish = requireNonNull(plan.changed("17", named("Ana", "b"), 5, 0).wish());

    // then
    assertThat(wish.name()).isNull();
    assertThat(plan.confirmed(null).name().ours()).containsExactly("Ana");
  }

  @Test
  void shouldAskAgainWithTheNextWishWhenAnotherNameStood() {
    // given
    SyncPlan plan = linked("17", named("Ana", "a")).confirmed(null);

    // when
    SyncPlan.Step same = plan.changed("17", named("Ana", "a"), 5, 0);
    SyncPlan.Step other = plan.changed("17", named("Ana", "b"), 5, 0);

    // then
    assertThat(same.wish()).isNull();
    assertThat(requireNonNull(other.wish()).name())
        .isEqualTo(new ContactName.Question("Ana", List.of()));
  }

  @Test
  void shouldRememberANameWhoseWishWasNeverAnswered() {
    // given
    SyncPlan plan = linked("17", named("Ana", "a"));

    // when
    SyncPlan.Wish next = requireNonNull(plan.changed("18", named("Eva", "a"), 5, 0).wish());
    SyncPlan.Wish none = requireNonNull(plan.changed(null, values(), 5, 0).wish());

    // then
    assertThat(next.name()).isEqualTo(new ContactName.Question("Eva", List.of("Ana")));
    assertThat(none.name()).isEqualTo(new ContactName.Question(null, List.of("Ana")));
  }

  @Test
  void shouldLeaveTheNameWhenTheTenantSwitchesNamesOffButTakeItAwayWithTheLink() {
    // given
    SyncPlan plan = linked("17", named("Ana", "a")).confirmed("Ana");

    // when
    SyncPlan.Step switched = plan.changed("17", keeping("a"), 5, 0);
    SyncPlan.Wish changed =
        requireNonNull(switched.plan().changed("17", keeping("b"), 6, 0).wish());
    SyncPlan.Wish revoked = requireNonNull(switched.plan().changed(null, values(), 6, 0).wish());

    // then
    assertThat(switched.wish()).isNull();
    assertThat(changed.name()).isNull();
    assertThat(revoked.name()).isEqualTo(new ContactName.Question(null, List.of("Ana")));
  }

  @Test
  void shouldReplaceTheNameThatAContactWasMadeWith() {
    // given
    SyncPlan made = SyncPlan.NEW.made("+541123456789");

    // when
    SyncPlan.Wish wish = requireNonNull(made.changed("17", named("Ana", "a"), 0, 0).wish());

    // then
    assertThat(wish.name()).isEqualTo(new ContactName.Question("Ana", List.of("+541123456789")));
  }

  @Test
  void shouldAskAgainForEqualContentWhenAnotherClientsDataStandThere() {
    // given
    SyncPlan confirmed = linked("17", values("a")).confirmed(null);

    // when
    SyncPlan.Step step = confirmed.strayed(new TreeSet<>(List.of("a", "b"))).due(values("a"));

    // then
    assertThat(requireNonNull(step.wish()).set()).containsOnlyKeys("a");
    assertThat(requireNonNull(step.wish()).clear()).containsExactly("b");
    assertThat(step.plan().confirmed(null).written()).containsExactly("a");
  }

  @Test
  void shouldNotClearWhatAPreRegistrationWrites() {
    // given: written by a version that took such names from clients
    SyncPlan confirmed = linked("17", values("a", "status")).confirmed(null);

    // when
    SyncPlan.Step step = confirmed.changed(null, values(), 100, 0);

    // then
    assertThat(requireNonNull(step.wish()).clear()).containsExactly("a");
  }
}
