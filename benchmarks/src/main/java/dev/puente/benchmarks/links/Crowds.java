package dev.puente.benchmarks.links;

import dev.puente.benchmarks.links.LinkReport.Rate;
import dev.puente.event.v1.LinkState;
import java.time.Duration;

/** A phone that many share, beside as many phones with one each. */
final class Crowds {
  private static final int SHARED = 1_200_000;

  private Crowds() {}

  /**
   * All are registered, then all but the last are erased, in the order of their ids: each time the
   * first of the owners goes. Done when the phone is the last one's.
   */
  static void clientsOfAPhone(MatcherLab lab, int clients, LinkReport report) throws Exception {
    lab.start();
    report.line("%d clients registered, and all but one erased", clients);
    Rate own = clients(lab, "  each with a phone", clients, false, report);
    Rate shared = clients(lab, "  all with one phone", clients, true, report);
    report.ratio("  a phone of many", shared, own);
  }

  private static Rate clients(
      MatcherLab lab, String what, int clients, boolean shared, LinkReport report) {
    long first = shared ? 2_000_000 : 1_000_000;
    Duration cpu = lab.cpu();
    long start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      lab.traffic.client(first + i, shared ? SHARED : i);
    }
    for (int i = 0; i < clients - 1; i++) {
      lab.traffic.erase(first + i);
    }
    lab.traffic.flush();
    if (shared) {
      String last = "client-" + (first + clients - 1);
      lab.phones.await(
          1,
          record ->
              record.value() != null
                  && record.value().getOwners().size() == 1
                  && record.value().getOwners().getFirst().getClientId().equals(last),
          MatcherLab.LIMIT);
    } else {
      lab.phones.await(clients - 1, record -> record.value() == null, MatcherLab.LIMIT);
    }
    return report.rate(what, 2L * clients - 1, System.nanoTime() - start, lab.cpu().minus(cpu));
  }

  /** All write, are linked, and lose their links when the clients are erased. */
  static void contactsOfAPhone(MatcherLab lab, int contacts, LinkReport report) throws Exception {
    lab.start();
    report.line("%d contacts linked, and revoked", contacts);
    for (int round = 0; round < 2; round++) {
      Rate[] own = contacts(lab, "  each with a phone", contacts, false, round, report);
      Rate[] shared = contacts(lab, "  all with one phone", contacts, true, round, report);
      report.ratio("  linking to a phone of many", shared[0], own[0]);
      report.ratio("  revoking from a phone of many", shared[1], own[1]);
    }
  }

  private static Rate[] contacts(
      MatcherLab lab, String what, int contacts, boolean shared, int round, LinkReport report) {
    long first = (2L * round + (shared ? 1 : 0)) * contacts;
    int clients = shared ? 1 : contacts;
    for (int i = 0; i < clients; i++) {
      lab.traffic.client(first + i, shared ? SHARED + round : first + i);
    }
    lab.traffic.flush();
    lab.phones.await(clients, record -> record.value() != null, MatcherLab.LIMIT);
    Duration cpu = lab.cpu();
    long start = System.nanoTime();
    for (int i = 0; i < contacts; i++) {
      lab.traffic.writes(first + i + 1, shared ? SHARED + round : first + i);
    }
    lab.traffic.flush();
    lab.links.await(
        contacts, record -> record.value().getState() == LinkState.LINKED, MatcherLab.LIMIT);
    Rate linked =
        report.rate(what + ", linked", contacts, System.nanoTime() - start, lab.cpu().minus(cpu));
    cpu = lab.cpu();
    start = System.nanoTime();
    for (int i = 0; i < clients; i++) {
      lab.traffic.erase(first + i);
    }
    lab.traffic.flush();
    lab.links.await(
        contacts, record -> record.value().getState() != LinkState.LINKED, MatcherLab.LIMIT);
    Rate revoked =
        report.rate(what + ", revoked", contacts, System.nanoTime() - start, lab.cpu().minus(cpu));
    return new Rate[] {linked, revoked};
  }
}
