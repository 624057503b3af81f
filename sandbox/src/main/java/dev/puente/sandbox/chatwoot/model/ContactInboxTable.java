package dev.puente.sandbox.chatwoot.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Links; the pair (inbox, source id) is unique. */
public final class ContactInboxTable {

  private record Address(long inboxId, String sourceId) {}

  private final TreeMap<Long, ContactInboxRow> byId = new TreeMap<>();
  private final Map<Address, ContactInboxRow> byAddress = new HashMap<>();
  private final Map<Long, List<ContactInboxRow>> byContact = new HashMap<>();

  public void insert(ContactInboxRow row) {
    byId.put(row.id, row);
    byAddress.put(new Address(row.inboxId, row.sourceId), row);
    byContact.computeIfAbsent(row.contactId, id -> new ArrayList<>(1)).add(row);
  }

  public void remove(ContactInboxRow row) {
    byId.remove(row.id);
    byAddress.remove(new Address(row.inboxId, row.sourceId), row);
    byContact.getOrDefault(row.contactId, new ArrayList<>()).remove(row);
  }

  public void rename(ContactInboxRow row, String sourceId) {
    byAddress.remove(new Address(row.inboxId, row.sourceId), row);
    row.sourceId = sourceId;
    byAddress.put(new Address(row.inboxId, sourceId), row);
  }

  public void move(ContactInboxRow row, long contactId) {
    byContact.getOrDefault(row.contactId, new ArrayList<>()).remove(row);
    row.contactId = contactId;
    byContact.computeIfAbsent(contactId, id -> new ArrayList<>(1)).add(row);
  }

  public @Nullable ContactInboxRow find(long id) {
    return byId.get(id);
  }

  public @Nullable ContactInboxRow at(long inboxId, String sourceId) {
    return byAddress.get(new Address(inboxId, sourceId));
  }

  /** The oldest link with that source id anywhere in the installation. */
  public @Nullable ContactInboxRow anywhere(String sourceId) {
    return byId.values().stream()
        .filter(row -> row.sourceId.equals(sourceId))
        .findFirst()
        .orElse(null);
  }

  public List<ContactInboxRow> ofContact(long contactId) {
    return List.copyOf(byContact.getOrDefault(contactId, List.of()));
  }
}
