package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkState;
import dev.puente.matcher.MatcherApplication;
import dev.puente.sandbox.launch.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two instances of the matcher link one tenant's contacts; one of them dies by SIGKILL in the
 * middle of the load. The links are those of a model that knows the rules only.
 */
class LinkingKillScenarioIT {
  private static final int PHONES = 40;
  private static final int CLIENTS = 60;
  private static final int CONTACTS = 80;
  private static final int STEPS = 1_500;

  private final Map<String, Set<Integer>> clients = new HashMap<>();
  private final Map<Long, Integer> contacts = new TreeMap<>();

  @TempDir Path folder;

  @Test
  void shouldLinkAsTheModelSaysWhenOneOfTwoMatchersIsKilledUnderLoad() throws Exception {
    // given
    SplittableRandom random = new SplittableRandom(7);
    Ports first = Ports.ANY.resolve(true);
    Ports second = Ports.ANY.resolve(true);
    try (LinkingCluster cluster = new LinkingCluster(folder);
        ChildJvm survivor =
            ChildJvm.start(
                MatcherApplication.class,
                cluster.matcher("survivor", first.matcher()),
                folder.resolve("survivor.out"))) {
      ChildJvm victim =
          ChildJvm.start(
              MatcherApplication.class,
              cluster.matcher("victim", second.matcher()),
              folder.resolve("victim.out"));

      // when
      try {
        play(cluster, random, STEPS / 3);
        await()
            .atMost(Duration.ofSeconds(120))
            .pollInterval(Duration.ofMillis(500))
            .until(() -> !links(cluster).isEmpty());
        play(cluster, random, STEPS / 3);
      } finally {
        victim.kill();
      }
      play(cluster, random, STEPS / 3);

      // then
      assertThat(victim.wasKilled()).isTrue();
      await()
          .atMost(Duration.ofSeconds(150))
          .pollInterval(Duration.ofSeconds(1))
          .untilAsserted(() -> assertThat(links(cluster)).isEqualTo(expected()));
      assertThat(cluster.reader().all(LinkingCluster.TOPICS.deadLetters())).isEmpty();
    }
  }

  private void play(LinkingCluster cluster, SplittableRandom random, int steps) {
    for (int step = 0; step < steps; step++) {
      int what = random.nextInt(10);
      if (what < 5) {
        long contact = random.nextInt(CONTACTS);
        int phone = random.nextInt(PHONES);
        cluster.writes(contact, "54911480000" + two(phone));
        contacts.put(contact, phone);
      } else if (what < 9) {
        String client = "client-" + random.nextInt(CLIENTS);
        Set<Integer> phones = new HashSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          phones.add(random.nextInt(PHONES));
        }
        cluster.client(client, phones.stream().map(p -> "11 15-4800-00" + two(p)).toList());
        clients.put(client, phones);
      } else {
        String client = "client-" + random.nextInt(CLIENTS);
        cluster.erase(client);
        clients.remove(client);
      }
    }
    cluster.flush();
  }

  private Map<Long, String> expected() {
    Map<Long, String> links = new TreeMap<>();
    contacts.forEach(
        (contact, phone) -> {
          List<String> owners =
              clients.entrySet().stream()
                  .filter(c -> c.getValue().contains(phone))
                  .map(Map.Entry::getKey)
                  .toList();
          if (owners.size() == 1) {
            links.put(contact, owners.getFirst());
          }
        });
    return links;
  }

  private static Map<Long, String> links(LinkingCluster cluster) {
    Map<Long, String> links = new TreeMap<>();
    Stream<ContactLink> records =
        cluster.reader().all(LinkingCluster.TOPICS.contactLinks()).stream().map(r -> r.value());
    records.forEach(
        link -> {
          links.remove(link.getContactId());
          if (link.getState() == LinkState.LINKED) {
            links.put(link.getContactId(), link.getClientId());
          }
        });
    return links;
  }

  private static String two(int number) {
    return String.format(java.util.Locale.ROOT, "%02d", number);
  }
}
