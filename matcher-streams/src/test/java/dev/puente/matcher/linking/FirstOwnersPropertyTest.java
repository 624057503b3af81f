package dev.puente.matcher.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.state.LinkingOwner;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class FirstOwnersPropertyTest {
  record Change(String clientId, boolean present, String name) {}

  @Provide
  Arbitrary<List<Change>> changes() {
    Arbitrary<String> ids =
        Arbitraries.of("1", "10", "2", "a", "ab", "á", "\uFF0A", "\uD83D\uDE00");
    return Combinators.combine(ids, Arbitraries.of(true, true, false), Arbitraries.of("x", "y"))
        .as(Change::new)
        .list()
        .ofMaxSize(40);
  }

  @Property(tries = 500)
  void shouldHoldTheFirstRowsAfterEveryChange(
      @ForAll("changes") List<Change> changes, @ForAll @IntRange(min = 1, max = 5) int most) {
    // given
    NavigableMap<String, LinkingOwner> rows =
        new TreeMap<>((left, right) -> Arrays.compareUnsigned(bytes(left), bytes(right)));
    int[] read = {0};
    FirstOwners.Rows behind =
        (id, wanted) -> {
          List<LinkingOwner> found =
              (id == null ? rows : rows.tailMap(id, false))
                  .values().stream().limit(wanted).toList();
          read[0] += found.size();
          return found;
        };
    List<LinkingOwner> first = List.of();

    for (Change change : changes) {
      // when
      read[0] = 0;
      if (change.present()) {
        LinkingOwner owner = new LinkingOwner(change.clientId(), change.name(), "v");
        rows.put(change.clientId(), owner);
        first = FirstOwners.with(first, owner, most);
      } else {
        rows.remove(change.clientId());
        first = FirstOwners.without(first, change.clientId(), most, behind);
      }

      // then
      assertThat(first).isEqualTo(rows.values().stream().limit(most).toList());
      assertThat(read[0]).isLessThanOrEqualTo(1);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
