package dev.puente.ingest.webhook;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Looks for account ids in bytes that nobody has verified yet: {@code "account_id":3} and {@code
 * "account":{"id":3}. The result only narrows down whose secrets are tried; it decides nothing.
 */
final class AccountScan {
  /** More distinct ids than this are not collected. */
  static final int LIMIT = 16;

  private static final byte[] OBJECT = "\"account\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] PLAIN = "\"account_id\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ID = "\"id\"".getBytes(StandardCharsets.US_ASCII);

  private AccountScan() {}

  /** Account ids in the order of appearance; empty when there are none. One pass, no parsing. */
  static Set<Long> ids(byte[] body) {
    Set<Long> ids = new LinkedHashSet<>();
    for (int i = 0; i < body.length && ids.size() < LIMIT; i++) {
      if (body[i] != '"') {
        continue;
      }
      long id = -1;
      if (startsWith(body, i, PLAIN)) {
        id = number(body, behindColon(body, i + PLAIN.length));
      } else if (startsWith(body, i, OBJECT)) {
        id = idInside(body, behindColon(body, i + OBJECT.length));
      }
      if (id > 0) {
        ids.add(id);
      }
    }
    return ids;
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
