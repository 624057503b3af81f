package dev.puente.sandbox.chatwoot.http;

import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fixed windows of a minute, aligned to the clock (CONTRACT 6). Off until a limit is set: real
 * servers exempt loopback addresses. Thread-safe.
 */
public final class RateLimit {

  private static final Pattern SEARCH =
      Pattern.compile("/api/v1/accounts/(\\d+)/contacts/search/?");

  private final InstantSource clock;
  private final Map<String, Integer> counts = new HashMap<>();
  private long minute;
  private int perMinute;
  private int searchesPerMinute;

  public RateLimit(InstantSource clock) {
    this.clock = clock;
  }

  /**
   * Sets the limits; 0 means none.
   *
   * @param requests of one client address in a minute, 3000 on a real server
   * @param searches of contacts in one account in a minute, 100 on a real server
   */
  public synchronized void limit(int requests, int searches) {
    perMinute = requests;
    searchesPerMinute = searches;
  }

  /** Counts a request; false when it is one too many. */
  synchronized boolean admit(String address, String path) {
    long now = clock.instant().getEpochSecond() / 60;
    if (now != minute) {
      minute = now;
      counts.clear();
    }
    boolean admitted = true;
    if (perMinute > 0 && !path.equals("/health")) {
      admitted = counts.merge("ip " + address, 1, Integer::sum) <= perMinute;
    }
    Matcher search = SEARCH.matcher(path);
    if (searchesPerMinute > 0 && search.matches()) {
      admitted &= counts.merge("search " + search.group(1), 1, Integer::sum) <= searchesPerMinute;
    }
    return admitted;
  }
}
