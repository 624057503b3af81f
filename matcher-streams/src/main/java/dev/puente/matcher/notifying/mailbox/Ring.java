package dev.puente.matcher.notifying.mailbox;

import dev.puente.matcher.notifying.domain.Urgency;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tenants that have due rows, in turn, and for each class the time before which it has no row:
 * scans start there and not among the tombstones of what was dispatched. Not thread-safe.
 */
final class Ring {
  static final long NONE = Long.MAX_VALUE;

  private final ArrayDeque<String> turn = new ArrayDeque<>();
  private final Map<String, long[]> lowest = new HashMap<>();

  /** A row was added. */
  void added(String tenant, Urgency urgency, long at) {
    long[] times = lowest.get(tenant);
    if (times == null) {
      times = new long[Urgency.values().length];
      Arrays.fill(times, NONE);
      lowest.put(tenant, times);
      turn.addLast(tenant);
    }
    times[urgency.ordinal()] = Math.min(times[urgency.ordinal()], at);
  }

  /** Lower bound of the rows of a class; {@link #NONE} when there are none. */
  long from(String tenant, Urgency urgency) {
    long[] times = lowest.get(tenant);
    return times == null ? NONE : times[urgency.ordinal()];
  }

  /** A scan found the first row of a class there; {@link #NONE}: it found none. */
  void found(String tenant, Urgency urgency, long at) {
    long[] times = lowest.get(tenant);
    if (times != null) {
      times[urgency.ordinal()] = at;
      if (Arrays.stream(times).allMatch(t -> t == NONE)) {
        lowest.remove(tenant);
        turn.remove(tenant);
      }
    }
  }

  int size() {
    return turn.size();
  }

  /** The tenant whose turn it is; it goes to the end. Null when there is none. */
  @Nullable String next() {
    String tenant = turn.pollFirst();
    if (tenant != null) {
      turn.addLast(tenant);
    }
    return tenant;
  }
}
