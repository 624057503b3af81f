package dev.puente.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Looks for ids of accounts and inboxes in bytes that nobody has verified yet: {@code
 * "account_id":3}, {@code "account":{"id":3}}, and the same for inboxes. The result only says whose
 * secrets are tried, and in which order; it decides nothing.
 *
 * @param accounts in the order of appearance
 * @param inboxes in the order of appearance
 */
record IdScan(Set<Long> accounts, Set<Long> inboxes) {
  /** More distinct ids of a kind than this are not collected. */
  static final int LIMIT = 16;

  private static final Kind ACCOUNT = Kind.of("account");
  private static final Kind INBOX = Kind.of("inbox");
  private static final byte[] ID = bytes("\"id\"");

  /** How an id is written. */
  private record Kind(byte[] object, byte[] plain) {
    static Kind of(String name) {
      return new Kind(bytes('"' + name + '"'), bytes('"' + name + "_id\""));
    }

    @Override
    public String toString() {
      return new String(object, StandardCharsets.US_ASCII);
    }
  }

  /** Empty sets when there are none. One pass, no parsing. */
  static IdScan of(byte[] body) {
    Set<Long> accounts = new LinkedHashSet<>();
    Set<Long> inboxes = new LinkedHashSet<>();
    for (int i = 0; i + 1 < body.length; i++) {
      if (body[i] != '"') {
        continue;
      }
      // The first letter saves most of the comparing.
      if (body[i + 1] == 'a') {
        collect(body, i, ACCOUNT, accounts);
      } else if (body[i + 1] == 'i') {
        collect(body, i, INBOX, inboxes);
      }
    }
    return new IdScan(accounts, inboxes);
  }

  private static void collect(byte[] body, int at, Kind kind, Set<Long> ids) {
    long id = -1;
    if (startsWith(body, at, kind.plain())) {
      id = number(body, behindColon(body, at + kind.plain().length));
    } else if (startsWith(body, at, kind.object())) {
      id = idInside(body, behindColon(body, at + kind.object().length));
    }
    if (id > 0 && ids.size() < LIMIT) {
      ids.add(id);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** The {@code id} that stands first in an object; -1 when it does not. */
  private static long idInside(byte[] body, int at) {
    if (at < 0 || at >= body.length || body[at] != '{') {
      return -1;
    }
    int name = skipSpace(body, at + 1);
    return startsWith(body, name, ID) ? number(body, behindColon(body, name + ID.length)) : -1;
  }

  private static boolean startsWith(byte[] body, int at, byte[] text) {
    if (at < 0 || at + text.length > body.length) {
      return false;
    }
    for (int i = 0; i < text.length; i++) {
      if (body[at + i] != text[i]) {
        return false;
      }
    }
    return true;
  }

  private static int behindColon(byte[] body, int at) {
    int colon = skipSpace(body, at);
    return colon < body.length && body[colon] == ':' ? skipSpace(body, colon + 1) : -1;
  }

  private static int skipSpace(byte[] body, int at) {
    int i = at;
    while (i < body.length
        && (body[i] == ' ' || body[i] == '\n' || body[i] == '\r' || body[i] == '\t')) {
      i++;
    }
    return i;
  }

  private static long number(byte[] body, int at) {
    if (at < 0) {
      return -1;
    }
    long value = 0;
    int i = at;
    while (i < body.length && body[i] >= '0' && body[i] <= '9') {
      if (i - at == 18) {
        return -1;
      }
      value = value * 10 + body[i++] - '0';
    }
    return i == at ? -1 : value;
  }
}
