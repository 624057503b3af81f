package dev.puente.sandbox.chatwoot.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Conversations by internal id, display id and contact. */
public final class ConversationTable {

  private final Map<Long, ConversationRow> byId = new HashMap<>();
  private final Map<Long, TreeMap<Long, ConversationRow>> byAccount = new HashMap<>();
  private final Map<Long, List<ConversationRow>> byContact = new HashMap<>();

  public void insert(ConversationRow row) {
    byId.put(row.id, row);
    byAccount.computeIfAbsent(row.accountId, id -> new TreeMap<>()).put(row.displayId, row);
    byContact.computeIfAbsent(row.contactId, id -> new ArrayList<>(1)).add(row);
  }

  public void remove(ConversationRow row) {
    byId.remove(row.id);
    byAccount.getOrDefault(row.accountId, new TreeMap<>()).remove(row.displayId);
    byContact.getOrDefault(row.contactId, new ArrayList<>()).remove(row);
  }

  public void move(ConversationRow row, long contactId) {
    byContact.getOrDefault(row.contactId, new ArrayList<>()).remove(row);
    row.contactId = contactId;
    byContact.computeIfAbsent(contactId, id -> new ArrayList<>(1)).add(row);
  }

  public @Nullable ConversationRow find(long id) {
    return byId.get(id);
  }

  public @Nullable ConversationRow display(long accountId, long displayId) {
    return byAccount.getOrDefault(accountId, new TreeMap<>()).get(displayId);
  }

  /** Conversations of an account, by display id. */
  public Collection<ConversationRow> ofAccount(long accountId) {
    return byAccount.getOrDefault(accountId, new TreeMap<>()).values();
  }

  /** Conversations of a contact, oldest first. */
  public List<ConversationRow> ofContact(long contactId) {
    return List.copyOf(byContact.getOrDefault(contactId, List.of()));
  }
}
