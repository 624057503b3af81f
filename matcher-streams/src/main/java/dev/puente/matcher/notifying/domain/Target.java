package dev.puente.matcher.notifying.domain;

import org.jspecify.annotations.Nullable;

/**
 * Whom a message reaches, as the address record said when it was routed.
 *
 * @param address mailbox: {@code phone/<key>}, {@code identifier/<ours>} or {@code contact/<id>}
 * @param version version of the address record; higher replaces lower
 * @param phoneKey phone key, when the address is one
 * @param phoneRaw phone as typed, for a contact to create
 * @param region region of {@code phoneRaw}
 * @param contactId contact, when known
 * @param identifier our identifier in Chatwoot, when the address is one
 * @param displayName name for a contact to create
 */
public record Target(
    String address,
    long version,
    @Nullable String phoneKey,
    @Nullable String phoneRaw,
    @Nullable String region,
    @Nullable Long contactId,
    @Nullable String identifier,
    @Nullable String displayName) {

  /** Shows nothing personal. */
  @Override
  public String toString() {
    return "Target[version=" + version + "]";
  }
}
