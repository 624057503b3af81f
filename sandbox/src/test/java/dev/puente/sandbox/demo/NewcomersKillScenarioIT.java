package dev.puente.sandbox.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import dev.puente.matcher.MatcherApplication;
import dev.puente.sandbox.launch.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Unknown contacts become clients while the matcher that makes them dies by SIGKILL: two contacts
 * have each phone, and each phone gets one client.
 */
@Tag("heavy")
class NewcomersKillScenarioIT {
  private static final int PHONES = 400;
  private static final int LAST_PHONES = 16;
  private static final long OTHER_CONTACT = 10_000;
  private static final Duration PATIENCE = Duration.ofSeconds(120);

  @TempDir Path folder;

  @Test
  void shouldMakeOneClientForEachPhoneWhenTheMatcherIsKilledWhileItMakesThem() throws Exception {
    // given
    Ports first = Ports.ANY.resolve(true);
    Ports second = Ports.ANY.resolve(true);
    try (LinkingCluster cluster = new LinkingCluster(folder, true);
        ChildJvm victim =
            ChildJvm.start(
                MatcherApplication.class,
                cluster.matcher("victim", first.matcher()),
                folder.resolve("victim.out"))) {
      write(cluster, 0, PHONES / 2);

      // when
      await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(50))
          .until(() -> !made(cluster).isEmpty());
      write(cluster, PHONES / 2, PHONES);
      victim.kill();
      int before = made(cluster).size();
      try (ChildJvm heir =
          ChildJvm.start(
              MatcherApplication.class,
              cluster.matcher("heir", second.matcher()),
              folder.resolve("heir.out"))) {
        awaitMade(cluster, PHONES);
        write(cluster, 0, PHONES);
        write(cluster, PHONES, PHONES + LAST_PHONES);
        awaitMade(cluster, PHONES + LAST_PHONES);

        // then
        assertThat(victim.wasKilled()).isTrue();
        assertThat(before).isBetween(1, PHONES - 1);
        assertThat(made(cluster).values()).allMatch(clients -> clients.size() == 1);
        assertThat(cluster.reader().all(LinkingCluster.TOPICS.deadLetters())).isEmpty();
      }
    }
  }

  private static void awaitMade(LinkingCluster cluster, int phones) {
    await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() -> assertThat(made(cluster)).hasSize(phones));
  }

  private static void write(LinkingCluster cluster, int from, int to) {
    for (int phone = from; phone < to; phone++) {
      String sender = String.format(Locale.ROOT, "54911480%05d", phone);
      cluster.writes(1 + phone, sender);
      cluster.writes(1 + phone + OTHER_CONTACT, sender);
    }
    cluster.flush();
  }

  /** Keys of all records of clients that were made, by phone. */
  private static Map<String, List<String>> made(LinkingCluster cluster) {
    Map<String, List<String>> byPhone = new TreeMap<>();
    cluster
        .reader()
        .all(LinkingCluster.TOPICS.clients())
        .forEach(
            record -> {
              Client client = record.value();
              if (client != null && client.getOrigin() == ClientOrigin.CHATWOOT) {
                byPhone
                    .computeIfAbsent(client.getPhones().getFirst(), p -> new ArrayList<>())
                    .add(record.key());
              }
            });
    return byPhone;
  }
}
