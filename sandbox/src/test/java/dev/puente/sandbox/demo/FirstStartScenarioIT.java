package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkState;
import dev.puente.matcher.MatcherApplication;
import dev.puente.sandbox.launch.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A matcher that starts for the first time finds clients and messages in its topics. The second
 * owner of each phone comes last.
 */
@Tag("heavy")
class FirstStartScenarioIT {
  private static final int PHONES = 300;
  private static final int OTHERS = 10_000;

  @TempDir Path folder;

  @Test
  void shouldLinkNobodyToOneOfTwoOwnersWhenItStartsForTheFirstTime() throws Exception {
    // given
    Ports ports = Ports.ANY.resolve(true);
    try (LinkingCluster cluster = new LinkingCluster(folder)) {
      for (int phone = 0; phone < PHONES; phone++) {
        cluster.client("first-" + phone, List.of("11 15-4800-" + four(phone)));
        cluster.writes(1 + phone, "549114800" + four(phone));
      }
      for (int other = 0; other < OTHERS; other++) {
        cluster.client("other-" + other, List.of());
      }
      for (int phone = 0; phone < PHONES; phone++) {
        cluster.client("second-" + phone, List.of("11 15-4800-" + four(phone)));
      }
      cluster.flush();

      // when
      try (ChildJvm matcher =
          ChildJvm.start(
              MatcherApplication.class,
              cluster.matcher("first", ports.matcher()),
              folder.resolve("first.out"))) {
        await()
            .atMost(Duration.ofSeconds(150))
            .pollInterval(Duration.ofSeconds(1))
            .untilAsserted(
                () ->
                    assertThat(newest(cluster).values())
                        .hasSize(PHONES)
                        .containsOnly(LinkState.AMBIGUOUS));
      }

      // then
      assertThat(links(cluster)).extracting(ContactLink::getState).doesNotContain(LinkState.LINKED);
    }
  }

  private static List<ContactLink> links(LinkingCluster cluster) {
    return cluster.reader().all(LinkingCluster.TOPICS.contactLinks()).stream()
        .map(record -> record.value())
        .filter(Objects::nonNull)
        .toList();
  }

  private static Map<Long, LinkState> newest(LinkingCluster cluster) {
    return links(cluster).stream()
        .collect(
            Collectors.toMap(
                ContactLink::getContactId, ContactLink::getState, (x, y) -> y, TreeMap::new));
  }

  private static String four(int number) {
    return String.format(Locale.ROOT, "%04d", number);
  }
}
