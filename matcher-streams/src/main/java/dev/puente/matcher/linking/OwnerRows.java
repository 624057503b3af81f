package dev.puente.matcher.linking;

import dev.puente.matcher.state.LinkingOwner;
import dev.puente.matcher.state.LinkingOwnerChange;
import dev.puente.matcher.state.LinkingOwners;
import dev.puente.matcher.state.LinkingStanding;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * One row for each phone and client that has it, by standing. A change reads one or two of them,
 * however many there are or were. One instance for each task.
 */
final class OwnerRows {
  private final KeyValueStore<String, LinkingOwner> owners;
  private final KeyValueStore<String, LinkingOwner> others;

  /**
   * @param owners active clients, by phone and client
   * @param others those that yield or are inactive, by phone, standing and client
   */
  OwnerRows(
      KeyValueStore<String, LinkingOwner> owners, KeyValueStore<String, LinkingOwner> others) {
    this.owners = owners;
    this.others = others;
  }

  /** A phone of which nothing is known yet. */
  static LinkingOwners orNobody(@Nullable LinkingOwners stored) {
    return stored == null
        ? LinkingOwners.newBuilder().setCount(0).setOwners(List.of()).setOverLimit(false).build()
        : stored;
  }

  /**
   * Applies a change to the rows, and to the counts and first clients of the phone.
   *
   * @param most first clients to keep
   * @return whether the client had the phone and does not any more
   */
  boolean apply(String address, LinkingOwnerChange change, LinkingOwners phone, int most) {
    boolean left = false;
    for (LinkingStanding standing : LinkingStanding.values()) {
      String row = rows(address, standing) + Keys.SEPARATOR + change.getClientId();
      boolean wanted = change.getPresent() && change.getStanding() == standing;
      boolean known = count(phone, standing) > 0 && store(standing).get(row) != null;
      if (wanted) {
        LinkingOwner owner =
            new LinkingOwner(
                change.getClientId(), change.getDisplayName(), change.getRulesVersion());
        List<LinkingOwner> first = first(address, standing, phone, most);
        store(standing).put(row, owner);
        set(phone, standing, known ? 0 : 1, FirstOwners.with(first, owner, most));
      } else if (known) {
        List<LinkingOwner> first = first(address, standing, phone, most);
        store(standing).delete(row);
        set(
            phone,
            standing,
            -1,
            FirstOwners.without(
                first,
                change.getClientId(),
                most,
                (client, wantedRows) -> behind(address, standing, client, wantedRows)));
        left |= !change.getPresent();
      }
    }
    return left;
  }

  /** Reads the first clients of a phone anew. */
  void reread(String address, LinkingOwners phone, int most) {
    if (phone.getCount() > 0) {
      phone.setOwners(behind(address, LinkingStanding.OWNS, null, most));
    }
    if (phone.getYieldingCount() > 0) {
      phone.setYielding(behind(address, LinkingStanding.YIELDS, null, most));
    }
  }

  private List<LinkingOwner> first(
      String address, LinkingStanding standing, LinkingOwners phone, int most) {
    List<LinkingOwner> kept =
        switch (standing) {
          case OWNS -> phone.getOwners();
          case YIELDS -> phone.getYielding();
          case INACTIVE -> List.of();
        };
    boolean complete =
        standing == LinkingStanding.INACTIVE
            || kept.size() == Math.min(count(phone, standing), most);
    return complete ? kept : behind(address, standing, null, most);
  }

  private List<LinkingOwner> behind(
      String address, LinkingStanding standing, @Nullable String clientId, int most) {
    String rows = rows(address, standing);
    String start = rows + Keys.SEPARATOR;
    String from = clientId == null ? start : start + clientId + Keys.SEPARATOR;
    List<LinkingOwner> found = new ArrayList<>();
    try (KeyValueIterator<String, LinkingOwner> iterator =
        store(standing).range(from, rows + Keys.BEHIND_SEPARATOR)) {
      while (found.size() < most && iterator.hasNext()) {
        found.add(iterator.next().value);
      }
    }
    return found;
  }

  private KeyValueStore<String, LinkingOwner> store(LinkingStanding standing) {
    return standing == LinkingStanding.OWNS ? owners : others;
  }

  private static String rows(String address, LinkingStanding standing) {
    return standing == LinkingStanding.OWNS ? address : address + Keys.SEPARATOR + standing.name();
  }

  private static long count(LinkingOwners phone, LinkingStanding standing) {
    return switch (standing) {
      case OWNS -> phone.getCount();
      case YIELDS -> phone.getYieldingCount();
      case INACTIVE -> phone.getInactiveCount();
    };
  }

  private static void set(
      LinkingOwners phone, LinkingStanding standing, int more, List<LinkingOwner> first) {
    switch (standing) {
      case OWNS -> {
        phone.setCount(phone.getCount() + more);
        phone.setOwners(first);
      }
      case YIELDS -> {
        phone.setYieldingCount(phone.getYieldingCount() + more);
        phone.setYielding(first);
      }
      // Nobody is told who they are.
      case INACTIVE -> phone.setInactiveCount(phone.getInactiveCount() + more);
    }
  }
}
