package dev.puente.benchmarks.links;

import dev.puente.event.v1.LinkState;
import java.time.Duration;

/** Speed and state with a number of clients, and how long it takes to make the state anew. */
final class Sizes {
  private Sizes() {}

  static void measure(MatcherLab lab, int clients, int contacts, LinkReport report)
      throws Exception {
    lab.start();
    report.line("%d clients", clients);
    Duration cpu = lab.cpu();
    long start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      lab.traffic.client(i, i);
    }
    lab.traffic.flush();
    lab.phones.await(clients, record -> true, MatcherLab.LIMIT);
    report.rate("  clients taken in", clients, System.nanoTime() - start, lab.cpu().minus(cpu));

    cpu = lab.cpu();
    start = System.nanoTime();
    for (int i = 0; i < contacts; i++) {
      long who = (long) i * clients / contacts;
      lab.traffic.writes(who + 1, who);
    }
    lab.traffic.flush();
    lab.links.await(
        contacts, record -> record.value().getState() == LinkState.LINKED, MatcherLab.LIMIT);
    report.rate("  contacts linked", contacts, System.nanoTime() - start, lab.cpu().minus(cpu));
    report.line("  %d MiB of stores, %d MiB resident", lab.stateMiB(), lab.residentMiB());

    lab.stop();
    lab.loseDisk();
    start = System.nanoTime();
    lab.start();
    double ready = (System.nanoTime() - start) / 1e9;
    lab.awaitCaughtUp();
    report.line(
        "  disk lost: ready after %.1f s, knows everything after %.1f s",
        ready, (System.nanoTime() - start) / 1e9);
  }
}
