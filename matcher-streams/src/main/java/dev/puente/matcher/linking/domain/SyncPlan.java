package dev.puente.matcher.linking.domain;

import dev.puente.schemas.contact.PreRegistrationAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
 * @param name our part in the contact's own name
 */
public record SyncPlan(
    @Nullable String clientId,
    @Nullable String actedClientId,
    String actedHash,
    SortedSet<String> asked,
    SortedSet<String> written,
    String contentHash,
    long dueAtMillis,
    long leftAtMillis,
    ContactName name) {

  /**
   * A link that keeps changing is acted on after so many times the usual wait: what the contact
   * shows of a client that it is not linked to must go.
   */
  private static final int LONGEST_WAITS = 5;

  /** Hash of no attributes. */
  public static final String NOTHING = ContentHash.of(java.util.Map.of());

  /** Nothing was ever written. */
  public static final SyncPlan NEW =
      new SyncPlan(
          null, null, NOTHING, new TreeSet<>(), new TreeSet<>(), "", 0, 0, ContactName.NONE);

  /**
   * What a contact is to show.
   *
   * @param attributes by name; empty without a client
   * @param name name for the contact itself; null: none
   * @param keepsName names of contacts are not to be written; one that we wrote before stays as
   *     long as the contact is linked to that client
   */
  public record Shown(
      SortedMap<String, Object> attributes, @Nullable String name, boolean keepsName) {
    /** Of a contact without a client. */
    public static final Shown NOTHING = new Shown(Collections.emptySortedMap(), null, false);
  }

  /**
   * A wish.
   *
   * @param set attributes to write
   * @param clear attributes to remove
   * @param name about the contact's own name; null: it is not looked at
   */
  public record Wish(
      SortedMap<String, Object> set,
      SortedSet<String> clear,
      String contentHash,
      @Nullable String clientId,
      ContactName.@Nullable Question name) {}

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
   * @param shown what the contact is to show
   */
  public Step changed(
      @Nullable String newClientId, Shown shown, long nowMillis, long stableAfterMillis) {
    if (Objects.equals(newClientId, actedClientId)) {
      return waiting(newClientId, 0, 0).act(shown);
    }
    boolean stillWaiting = dueAtMillis > 0 && Objects.equals(newClientId, clientId);
    long left = leftAtMillis > 0 ? leftAtMillis : nowMillis;
    long due =
        stillWaiting
            ? dueAtMillis
            : Math.min(nowMillis, left + (LONGEST_WAITS - 1) * stableAfterMillis)
                + stableAfterMillis;
    SyncPlan next = waiting(newClientId, due, left);
    return due <= nowMillis ? next.act(shown) : new Step(next, null);
  }

  /** The time has come. */
  public Step due(Shown shown) {
    return waiting(clientId, 0, 0).act(shown);
  }

  /**
   * The newest wish was carried out: only what it asked for stands in Chatwoot because of us.
   *
   * @param writtenName the contact's own name, when it is one that we wrote
   */
  public SyncPlan confirmed(@Nullable String writtenName) {
    return new SyncPlan(
        clientId,
        actedClientId,
        actedHash,
        asked,
        asked,
        contentHash,
        dueAtMillis,
        leftAtMillis,
        name.answered(writtenName));
  }

  /**
   * The contact shows these attributes of a client that it is not linked to, though they were not
   * written to it. What is asked for next clears them, and is asked for even if nothing else is
   * new.
   */
  public SyncPlan strayed(SortedSet<String> names) {
    SortedSet<String> all = new TreeSet<>(written);
    all.addAll(names);
    return new SyncPlan(
        clientId, actedClientId, "", asked, all, "", dueAtMillis, leftAtMillis, name);
  }

  /** We made the contact, with this name. */
  public SyncPlan made(String contactName) {
    return with(contentHash, written, name.made(contactName));
  }

  private Step act(Shown shown) {
    SortedMap<String, Object> attributes = shown.attributes();
    SortedSet<String> names = new TreeSet<>(attributes.keySet());
    SortedSet<String> clear = new TreeSet<>(written);
    clear.removeAll(names);
    clear.removeAll(PreRegistrationAttributes.NAMES);
    String hash = ContentHash.of(attributes);
    boolean sameClient = Objects.equals(clientId, actedClientId);
    boolean leaveName = shown.keepsName() && clientId != null && sameClient;
    String wanted = leaveName ? name.asked() : shown.name();
    boolean ask = !leaveName && !name.settled(wanted);
    boolean nothingNew = hash.equals(actedHash) && sameClient && name.askedFor(wanted);
    boolean nothingAtAll = names.isEmpty() && clear.isEmpty() && !ask;
    SyncPlan acted =
        new SyncPlan(clientId, clientId, hash, names, written, contentHash, 0, 0, name);
    if (nothingNew || nothingAtAll) {
      return new Step(acted, null);
    }
    ContactName.Question question = ask ? name.question(wanted) : null;
    String content = content(attributes, clear, question);
    SortedSet<String> all = new TreeSet<>(written);
    all.addAll(names);
    if (content.equals(contentHash)) {
      return new Step(acted.with(content, all, name), null);
    }
    ContactName next = ask ? name.asking(wanted) : name.notAsking(wanted);
    return new Step(
        acted.with(content, all, next), new Wish(attributes, clear, content, clientId, question));
  }

  private static String content(
      SortedMap<String, Object> attributes,
      SortedSet<String> clear,
      ContactName.@Nullable Question question) {
    if (question == null) {
      return ContentHash.of(attributes, clear);
    }
    List<String> more = new ArrayList<>(clear);
    more.add(question.wanted() == null ? "/no name" : "/name " + question.wanted());
    return ContentHash.of(attributes, more);
  }

  private SyncPlan with(String content, SortedSet<String> nowWritten, ContactName nowName) {
    return new SyncPlan(
        clientId,
        actedClientId,
        actedHash,
        asked,
        nowWritten,
        content,
        dueAtMillis,
        leftAtMillis,
        nowName);
  }

  private SyncPlan waiting(@Nullable String newClientId, long due, long left) {
    return new SyncPlan(
        newClientId, actedClientId, actedHash, asked, written, contentHash, due, left, name);
  }
}
