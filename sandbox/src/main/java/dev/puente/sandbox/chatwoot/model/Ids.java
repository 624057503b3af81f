package dev.puente.sandbox.chatwoot.model;

import java.util.EnumMap;
import java.util.Map;

/** Number sequences, one for each table, as in a database. */
public final class Ids {

  /** The tables with a sequence. Display ids of conversations are counted by their account. */
  public enum Table {
    ACCOUNT,
    USER,
    INBOX,
    CHANNEL,
    CONTACT,
    CONTACT_INBOX,
    CONVERSATION,
    MESSAGE,
    ATTACHMENT,
    WEBHOOK
  }

  private final Map<Table, Long> next = new EnumMap<>(Table.class);

  public long next(Table table) {
    long id = next.getOrDefault(table, 1L);
    next.put(table, id + 1);
    return id;
  }

  /** Makes the given number the next one. */
  public void startAt(Table table, long id) {
    next.put(table, id);
  }
}
