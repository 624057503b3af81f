package dev.puente.sandbox.chatwoot.model;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** All rows, the clock and the source of random values. Used under the database's lock only. */
public final class Tables {

  private static final String TOKEN_ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

  public final Ids ids = new Ids();
  public final TreeMap<Long, AccountRow> accounts = new TreeMap<>();
  public final TreeMap<Long, UserRow> users = new TreeMap<>();
  public final Map<String, UserRow> tokens = new HashMap<>();
  public final TreeMap<Long, InboxRow> inboxes = new TreeMap<>();
  public final Map<String, InboxRow> inboxIdentifiers = new HashMap<>();
  public final TreeMap<Long, WebhookRow> webhooks = new TreeMap<>();
  public final ContactTable contacts = new ContactTable();
  public final ContactInboxTable contactInboxes = new ContactInboxTable();
  public final ConversationTable conversations = new ConversationTable();
  public final Map<Long, MessageRow> messages = new HashMap<>();

  private final InstantSource clock;
  private final RandomGenerator random;
  private Duration windowAdvance = Duration.ZERO;

  Tables(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  public Instant now() {
    return clock.instant();
  }

  /** The time of the reply-window clock: {@link #now()} plus what a test has advanced it by. */
  public Instant windowNow() {
    return clock.instant().plus(windowAdvance);
  }

  /** Lets time pass for reply windows only; every other time keeps the clock. */
  public void advanceWindow(Duration by) {
    windowAdvance = windowAdvance.plus(by);
  }

  /** A token of 24 characters, as Rails' {@code has_secure_token} makes. */
  public String token() {
    StringBuilder token = new StringBuilder(24);
    for (int i = 0; i < 24; i++) {
      token.append(TOKEN_ALPHABET.charAt(random.nextInt(TOKEN_ALPHABET.length())));
    }
    return token.toString();
  }

  public String uuid() {
    long high = (random.nextLong() & ~0xF000L) | 0x4000L;
    long low = (random.nextLong() & 0x3FFFFFFFFFFFFFFFL) | 0x8000000000000000L;
    return new UUID(high, low).toString();
  }

  /** Upper-case hexadecimal digits, two for each byte. */
  public String hex(int bytes) {
    byte[] value = new byte[bytes];
    random.nextBytes(value);
    return HexFormat.of().withUpperCase().formatHex(value);
  }

  public int randomBelow(int bound) {
    return random.nextInt(bound);
  }

  /**
   * The row of a foreign key.
   *
   * @throws IllegalStateException when it is missing, which no rule of the simulator allows
   */
  public AccountRow account(long id) {
    return require(accounts.get(id), "account", id);
  }

  public InboxRow inbox(long id) {
    return require(inboxes.get(id), "inbox", id);
  }

  public ContactRow contact(long id) {
    return require(contacts.find(id), "contact", id);
  }

  public ContactInboxRow contactInbox(long id) {
    return require(contactInboxes.find(id), "contact inbox", id);
  }

  public ConversationRow conversation(long id) {
    return require(conversations.find(id), "conversation", id);
  }

  public List<InboxRow> inboxesOf(long accountId) {
    List<InboxRow> rows = new ArrayList<>();
    inboxes.values().stream().filter(inbox -> inbox.accountId == accountId).forEach(rows::add);
    return rows;
  }

  private static <R> R require(@Nullable R row, String table, long id) {
    if (row == null) {
      throw new IllegalStateException("no " + table + " " + id);
    }
    return row;
  }
}
