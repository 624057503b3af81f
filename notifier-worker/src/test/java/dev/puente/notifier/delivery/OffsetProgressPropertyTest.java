package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/**
 * Whatever the order of the answers: nothing that is not done is ever skipped by a restart, and
 * nothing that was tried lies beyond what the owner says it tried.
 */
class OffsetProgressPropertyTest {
  @Property
  void shouldNeverCommitPastWhatIsNotDone(
      @ForAll long seed,
      @ForAll @IntRange(min = 0, max = 1000) int start,
      @ForAll @Size(min = 1, max = 60) List<@IntRange(min = 1, max = 3) Integer> gaps) {
    // given
    Random random = new Random(seed);
    OffsetProgress progress = new OffsetProgress(start);
    TreeSet<Long> waiting = new TreeSet<>();
    TreeSet<Long> running = new TreeSet<>();
    Set<Long> done = new HashSet<>();
    TreeSet<Long> read = new TreeSet<>();
    long offset = start - 1L;
    long committed = start;

    for (int gap : gaps) {
      // when
      offset += gap;
      progress.received(offset);
      read.add(offset);
      waiting.add(offset);
      for (int step = random.nextInt(4); step > 0; step--) {
        if (random.nextBoolean() && !waiting.isEmpty()) {
          long next = pick(waiting, random);
          progress.tried(next);
          waiting.remove(next);
          running.add(next);
        } else if (!running.isEmpty()) {
          long next = pick(running, random);
          progress.done(next);
          running.remove(next);
          done.add(next);
        }
      }

      // then
      assertThat(progress.committable()).isGreaterThanOrEqualTo(committed);
      committed = progress.committable();
      assertThat(done).containsAll(read.headSet(committed));
      assertThat(running).allMatch(o -> o < progress.triedBelow());
      assertThat(done).allMatch(o -> o < progress.triedBelow());
      assertThat(progress.open()).containsExactlyElementsOf(union(waiting, running));
    }
  }

  private static TreeSet<Long> union(Set<Long> one, Set<Long> other) {
    TreeSet<Long> all = new TreeSet<>(one);
    all.addAll(other);
    return all;
  }

  private static long pick(TreeSet<Long> from, Random random) {
    return List.copyOf(from).get(random.nextInt(from.size()));
  }
}
