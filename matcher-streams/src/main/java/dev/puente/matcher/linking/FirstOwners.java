package dev.puente.matcher.linking;

import dev.puente.matcher.state.LinkingOwner;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first owners of a phone, in the order of their rows. They are kept from change to change:
 * rows are read only when one of the first goes, and then from the last of them on. Read from the
 * start each time, ten thousand erased owners would be passed again by every later change.
 */
final class FirstOwners {
  /** The rows of one phone. */
  interface Rows {
    /**
     * Owners in order.
     *
     * @param clientId those behind this one only; null: from the first on
     */
    List<LinkingOwner> behind(@Nullable String clientId, int most);
  }

  private FirstOwners() {}

  /** With this owner, who is new or changed; at most {@code most}. */
  static List<LinkingOwner> with(List<LinkingOwner> first, LinkingOwner owner, int most) {
    List<LinkingOwner> after = new ArrayList<>(first);
    int at = 0;
    while (at < after.size() && order(after.get(at).getClientId(), owner.getClientId()) < 0) {
      at++;
    }
    if (at < after.size() && after.get(at).getClientId().equals(owner.getClientId())) {
      after.set(at, owner);
    } else {
      after.add(at, owner);
    }
    return after.size() > most ? after.subList(0, most) : after;
  }

  /** Without this owner, whose row is deleted; filled up to {@code most} again. */
  static List<LinkingOwner> without(
      List<LinkingOwner> first, String clientId, int most, Rows rows) {
    List<LinkingOwner> after = new ArrayList<>(first);
    boolean gone = after.removeIf(owner -> owner.getClientId().equals(clientId));
    if (gone && after.size() == most - 1) {
      String last = first.getLast().getClientId();
      after.addAll(rows.behind(last, most - after.size()));
    }
    return after;
  }

  /** The order of rows: by bytes, which is not the order of strings beyond the basic plane. */
  private static int order(String left, String right) {
    return Arrays.compareUnsigned(
        left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
  }
}
