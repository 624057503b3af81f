package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactSync;
import dev.puente.event.v1.SyncAttributes;
import dev.puente.matcher.linking.domain.ContactName;
import dev.puente.matcher.linking.domain.ContentHash;
import dev.puente.matcher.linking.domain.SyncPlan;
import dev.puente.matcher.state.LinkingClientCard;
import dev.puente.matcher.state.LinkingSyncState;
import dev.puente.matcher.state.LinkingSyncTarget;
import dev.puente.matcher.state.LinkingWanted;
import dev.puente.schemas.key.Recipient;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;

/** Translates between the plan of a contact's attributes, its stored form and the wish. */
final class SyncStates {
  private SyncStates() {}

  static SyncPlan plan(LinkingSyncState state) {
    return new SyncPlan(
        state.getClientId(),
        state.getActedClientId(),
        state.getActedHash(),
        new TreeSet<>(state.getAsked()),
        new TreeSet<>(state.getWritten()),
        state.getContentHash(),
        state.getDueAt(),
        state.getLeftAt(),
        new ContactName(
            state.getAskedName(), state.getNameOpen(), List.copyOf(state.getOwnNames())));
  }

  static LinkingSyncState state(SyncPlan plan, long version) {
    return LinkingSyncState.newBuilder()
        .setClientId(plan.clientId())
        .setActedClientId(plan.actedClientId())
        .setActedHash(plan.actedHash())
        .setAsked(List.copyOf(plan.asked()))
        .setWritten(List.copyOf(plan.written()))
        .setContentHash(plan.contentHash())
        .setVersion(version)
        .setDueAt(plan.dueAtMillis())
        .setLeftAt(plan.leftAtMillis())
        .setAskedName(plan.name().asked())
        .setNameOpen(plan.name().open())
        .setOwnNames(plan.name().ours())
        .build();
  }

  /**
   * What names a wish in answers. It is its own for each wish: were two of equal content named
   * alike, the late answer to the first would pass for the answer to the second, and names written
   * in between would be forgotten and never cleared.
   */
  static String wishHash(LinkingSyncState state) {
    return wishHash(state.getContentHash(), state.getVersion());
  }

  private static String wishHash(String contentHash, long version) {
    return ContentHash.sha256(contentHash + '/' + version);
  }

  /** What the contact is to show; nothing without a link or without the client's data. */
  static SyncPlan.Shown shown(LinkingWanted wanted) {
    LinkingClientCard card = wanted.getCard();
    return wanted.getTarget().getClientId() == null || card == null
        ? SyncPlan.Shown.NOTHING
        : new SyncPlan.Shown(
            new TreeMap<>(card.getAttributes()), card.getName(), card.getKeepsNames());
  }

  static ContactSync sync(LinkingSyncTarget target, SyncPlan.Wish wish, long version) {
    ContactName.Question name = wish.name();
    return ContactSync.newBuilder()
        .setTenant(target.getTenant())
        .setAddress(target.getAddress())
        .setSubject(new Recipient.ByContact(target.getContactId()).text())
        .setVersion(version)
        .setBody(
            SyncAttributes.newBuilder()
                .setContactId(target.getContactId())
                .setSet(wish.set())
                .setClear(List.copyOf(wish.clear()))
                .setContentHash(wishHash(wish.contentHash(), version))
                .setClientId(wish.clientId())
                .setClientName(name == null ? null : name.wanted())
                .setOwnNames(name == null ? List.of() : name.ours())
                .build())
        .build();
  }
}
