package dev.puente.matcher.linking.domain;

import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What is to be written to one contact. A new or changed link is acted on once it stood for a
 * while, a change of the linked client's data at once; equal content is not asked for twice. What
 * was written is cleared when its reason goes, and nothing else is: the names stay remembered until
 * a later write was confirmed, because the mailbox keeps only the newest wish.
 *
 * @param clientId client of the newest link; null: none
 * @param actedClientId client whose attributes were asked for last; null: none
 * @param actedHash hash of those attributes
 * @param asked their names
 * @param written names that may stand in Chatwoot because of us
 * @param contentHash hash of the last wish as a whole; empty: none yet
 * @param dueAtMillis when the newest link is acted on; 0: nothing waits
 * @param leftAtMillis since when the newest link is not the one acted on; 0: it is
 */
public record SyncPlan(
    @Nullable String clientId,
    @Nullable String actedClientId,
    String actedHash,
    SortedSet<String> asked,
    SortedSet<String> written,
    String contentHash,
    long dueAtMillis,
    long leftAtMillis) {

  /**
   * A link that keeps changing is acted on after so many times the usual wait: what the contact
   * shows of a client that it is not linked to must go.
   */
  private static final int LONGEST_WAITS = 5;

  /** Hash of no attributes. */
  public static final String NOTHING = ContentHash.of(java.util.Map.of());

  /** Nothing was ever written. */
  public static final SyncPlan NEW =
      new SyncPlan(null, null, NOTHING, new TreeSet<>(), new TreeSet<>(), "", 0, 0);

  /**
   * A wish.
   *
   * @param set attributes to write
   * @param clear attributes to remove
   */
  public record Wish(
      SortedMap<String, Object> set,
      SortedSet<String> clear,
      String contentHash,
      @Nullable String clientId) {}

  /**
   * A plan after a step.
   *
   * @param wish what to ask for now; null: nothing
   */
  public record Step(SyncPlan plan, @Nullable Wish wish) {}

  /**
   * The link or its client's data changed.
   *
   * @param newClientId the linked client; null: none
   * @param attributes its attributes; empty without a client
   */
  public Step changed(
      @Nullable String newClientId,
      SortedMap<String, Object> attributes,
      long nowMillis,
      long stableAfterMillis) {
    if (Objects.equals(newClientId, actedClientId)) {
      return waiting(newClientId, 0, 0).act(attributes);
    }
    boolean stillWaiting = dueAtMillis > 0 && Objects.equals(newClientId, clientId);
    long left = leftAtMillis > 0 ? leftAtMillis : nowMillis;
    long due =
        stillWaiting
            ? dueAtMillis
            : Math.min(nowMillis, left + (LONGEST_WAITS - 1) * stableAfterMillis)
                + stableAfterMillis;
    SyncPlan next = waiting(newClientId, due, left);
    return due <= nowMillis ? next.act(attributes) : new Step(next, null);
  }

  /** The time has come. */
  public Step due(SortedMap<String, Object> attributes) {
    return waiting(clientId, 0, 0).act(attributes);
  }

  /** The newest wish was carried out: only what it asked for stands in Chatwoot because of us. */
  public SyncPlan confirmed() {
    return new SyncPlan(
        clientId, actedClientId, actedHash, asked, asked, contentHash, dueAtMillis, leftAtMillis);
  }

  private Step act(SortedMap<String, Object> attributes) {
    SortedSet<String> names = new TreeSet<>(attributes.keySet());
    SortedSet<String> clear = new TreeSet<>(written);
    clear.removeAll(names);
    String hash = ContentHash.of(attributes);
    boolean nothingNew = hash.equals(actedHash) && Objects.equals(clientId, actedClientId);
    boolean nothingAtAll = names.isEmpty() && clear.isEmpty();
    SortedSet<String> all = new TreeSet<>(written);
    all.addAll(names);
    if (nothingNew || nothingAtAll) {
      return new Step(
          new SyncPlan(clientId, clientId, hash, names, written, contentHash, 0, 0), null);
    }
    String content = ContentHash.of(attributes, clear);
    SyncPlan next = new SyncPlan(clientId, clientId, hash, names, all, content, 0, 0);
    boolean sameWish = content.equals(contentHash);
    return new Step(next, sameWish ? null : new Wish(attributes, clear, content, clientId));
  }

  private SyncPlan waiting(@Nullable String newClientId, long due, long left) {
    return new SyncPlan(
        newClientId, actedClientId, actedHash, asked, written, contentHash, due, left);
  }
}
