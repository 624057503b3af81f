package dev.puente.matcher.interactions.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.interactions.domain.ContactMessages.Taken;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

/** The bounds, with many more messages than are remembered. */
class ContactMessagesPropertyTest {
  @Property(tries = 200)
  void shouldNeverTakeAMessageTwiceAndStayWithinItsBounds(
      @ForAll @Size(max = 900) List<@LongRange(min = 1, max = 700) Long> ids) {
    ContactMessages messages = ContactMessages.ofLast(null);
    Set<Long> taken = new HashSet<>();
    for (long id : ids) {
      switch (messages.take(id, null, 1)) {
        case Taken.Known known -> {}
        case Taken.Told told -> throw new AssertionError("nobody is linked");
        case Taken.Kept kept -> {
          assertThat(taken.add(id)).as("taken twice").isTrue();
          messages = kept.after();
        }
      }
      assertThat(messages.seen()).isSorted().hasSizeLessThanOrEqualTo(ContactMessages.MAX_SEEN);
      assertThat(messages.pending())
          .isSorted()
          .hasSizeLessThanOrEqualTo(ContactMessages.MAX_PENDING);
    }
    List<Long> newest = new ArrayList<>(taken.stream().sorted().toList());
    int surplus = Math.max(0, newest.size() - ContactMessages.MAX_PENDING);
    assertThat(messages.linked("17").released())
        .containsExactlyElementsOf(newest.subList(surplus, newest.size()));
  }
}
