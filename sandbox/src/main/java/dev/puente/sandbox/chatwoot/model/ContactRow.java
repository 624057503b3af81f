package dev.puente.sandbox.chatwoot.model;

import dev.puente.sandbox.chatwoot.json.Json;
import dev.puente.sandbox.chatwoot.json.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A contact. E-mail, phone and identifier are indexed: change them through {@link ContactTable}.
 */
public final class ContactRow {
  public final long id;
  public final long accountId;
  public final Instant createdAt;
  public Instant updatedAt;
  public String name = "";
  @Nullable String email;
  @Nullable String phone;
  @Nullable String identifier;
  public boolean blocked;
  public ObjectNode customAttributes = Json.object();
  public ObjectNode additionalAttributes = Json.object();
  public @Nullable Instant lastActivityAt;
  public List<String> labels = new ArrayList<>();

  public ContactRow(long id, long accountId, Instant createdAt) {
    this.id = id;
    this.accountId = accountId;
    this.createdAt = createdAt;
    this.updatedAt = createdAt;
  }

  public @Nullable String email() {
    return email;
  }

  /** E.164 with plus, or null. */
  public @Nullable String phone() {
    return phone;
  }

  public @Nullable String identifier() {
    return identifier;
  }

  /** Has at least one of e-mail, phone, identifier: only such contacts are listed and filtered. */
  public boolean isResolved() {
    return present(email) || present(phone) || present(identifier);
  }

  /** {@code lead} as soon as something identifies the contact, else {@code visitor}. */
  public String contactType() {
    return isResolved() ? "lead" : "visitor";
  }

  /** Notes a save. */
  public void touch(Instant now) {
    updatedAt = Times.next(updatedAt, now);
  }

  /** The columns that {@code changed_attributes} compares, in the order of the table. */
  public ObjectNode columns() {
    ObjectNode row = Json.object();
    row.put("name", name).put("email", email).put("phone_number", phone);
    row.put("contact_type", contactType()).put("updated_at", Times.iso(updatedAt));
    row.set("additional_attributes", additionalAttributes.deepCopy());
    row.put("identifier", identifier);
    row.set("custom_attributes", customAttributes.deepCopy());
    return row.put("last_activity_at", Times.iso(lastActivityAt)).put("blocked", blocked);
  }

  private static boolean present(@Nullable String value) {
    return value != null && !value.isBlank();
  }
}
