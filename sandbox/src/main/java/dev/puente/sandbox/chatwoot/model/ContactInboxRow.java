package dev.puente.sandbox.chatwoot.model;

import java.time.Instant;

/** The link between a contact and an inbox: the address of the contact in that channel. */
public final class ContactInboxRow {
  public final long id;
  public final long inboxId;
  public final String pubsubToken;
  public final Instant createdAt;
  public Instant updatedAt;
  public long contactId;
  String sourceId;
  public boolean hmacVerified;

  public ContactInboxRow(
      long id, long contactId, long inboxId, String sourceId, String pubsubToken, Instant at) {
    this.id = id;
    this.contactId = contactId;
    this.inboxId = inboxId;
    this.sourceId = sourceId;
    this.pubsubToken = pubsubToken;
    this.createdAt = at;
    this.updatedAt = at;
  }

  public String sourceId() {
    return sourceId;
  }
}
