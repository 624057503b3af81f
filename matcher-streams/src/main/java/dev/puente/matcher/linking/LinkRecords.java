package dev.puente.matcher.linking;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkRule;
import dev.puente.event.v1.LinkState;
import dev.puente.event.v1.MatchSource;
import dev.puente.matcher.linking.domain.ContactMatch;
import dev.puente.matcher.linking.domain.Explanations;
import dev.puente.matcher.linking.domain.Language;
import dev.puente.matcher.linking.domain.LinkDecision;
import dev.puente.matcher.linking.domain.LinkDecision.Ambiguous;
import dev.puente.matcher.linking.domain.LinkDecision.Blocked;
import dev.puente.matcher.linking.domain.LinkDecision.Linked;
import dev.puente.matcher.linking.domain.LinkDecision.NoClient;
import dev.puente.matcher.linking.domain.LinkFacts;
import dev.puente.matcher.linking.domain.LinkPolicy;
import dev.puente.matcher.state.LinkingJoined;
import dev.puente.matcher.state.LinkingManual;
import dev.puente.matcher.state.LinkingMatch;
import dev.puente.matcher.state.LinkingPhoneOwners;
import dev.puente.matcher.state.LinkingSyncTarget;
import dev.puente.schemas.key.Address;
import dev.puente.schemas.key.TenantKey;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Translates inputs to the decision and the decision to the published record. */
final class LinkRecords {
  private LinkRecords() {}

  /** Decides; {@code before} is what was published last. */
  static LinkDecision decide(
      @Nullable LinkingJoined joined,
      @Nullable LinkingManual manual,
      @Nullable ContactLink before) {
    LinkingMatch match = joined == null ? null : joined.getMatch();
    LinkingPhoneOwners owners = joined == null ? null : joined.getOwners();
    LinkPolicy.Word word =
        manual == null ? null : new LinkPolicy.Word(manual.getClientId(), manual.getKnown());
    LinkDecision decision =
        LinkPolicy.decide(
            match == null ? null : match.getMatchKey(),
            match == null ? null : match.getReason(),
            owners == null
                ? LinkPolicy.Owners.NOBODY
                : new LinkPolicy.Owners(owners.getClientIds(), owners.getOverLimit()),
            word);
    boolean mixed =
        match != null
            && owners != null
            && !match.getRulesVersion().equals(owners.getRulesVersion());
    return mixed
        ? LinkPolicy.undecided(decision, linkedClient(samePhone(before, match)))
        : decision;
  }

  /** What was published last, if it rested on that phone and on no person's word. */
  private static @Nullable ContactLink samePhone(
      @Nullable ContactLink before, @Nullable LinkingMatch match) {
    String phone = match == null ? null : match.getMatchKey();
    return before != null
            && before.getRule() == LinkRule.PHONE
            && Objects.equals(before.getPhoneKey(), phone)
        ? before
        : null;
  }

  /** The record of a decision; {@code before} is what was published last. */
  static ContactLink link(
      TenantKey contact,
      LinkDecision decision,
      @Nullable LinkingJoined joined,
      @Nullable ContactLink before,
      Instant now) {
    LinkingPhoneOwners owners = joined == null ? null : joined.getOwners();
    LinkState state = state(decision, before);
    ContactLink.Builder link =
        ContactLink.newBuilder()
            .setTenant(contact.tenant())
            .setContactId(Keys.contactId(contact))
            .setState(state)
            .setClientId(clientId(decision, state, before))
            .setRule(rule(decision))
            .setOwnerCount(owners == null ? 0 : owners.getClientIds().size())
            .setMatchSource(MatchSource.NONE)
            .setDecidedAt(now)
            .setExplanation(explanation(Language.EN, decision, joined));
    if (joined == null) {
      return link.build();
    }
    LinkingMatch match = joined.getMatch();
    String source = match.getMatchSource().name();
    return link.setPhoneKey(match.getMatchKey())
        .setMatchSource(MatchSource.valueOf(source))
        .setEvidenceEventId(match.getEvidenceEventId())
        .setRulesVersion(match.getRulesVersion())
        .build();
  }

  /** The decision in words. */
  static String explanation(
      Language language, LinkDecision decision, @Nullable LinkingJoined joined) {
    return Explanations.of(language, decision, joined == null ? LinkFacts.NONE : facts(joined));
  }

  private static LinkFacts facts(LinkingJoined joined) {
    LinkingMatch match = joined.getMatch();
    LinkingPhoneOwners owners = joined.getOwners();
    return new LinkFacts(
        ContactMatch.Source.valueOf(match.getMatchSource().name()),
        match.getReason() == null ? "" : match.getReason(),
        match.getConflicting(),
        owners == null ? LinkFacts.Remark.NONE : remark(owners));
  }

  private static LinkFacts.Remark remark(LinkingPhoneOwners owners) {
    if (owners.getMadeOfContacts()) {
      return LinkFacts.Remark.MADE_OF_CONTACT;
    }
    if (!owners.getYielding().isEmpty()) {
      return LinkFacts.Remark.OTHER_YIELDS;
    }
    return switch (owners.getAbsence()) {
      case NONE -> LinkFacts.Remark.NONE;
      case INACTIVE -> LinkFacts.Remark.INACTIVE_OWNER;
      case KNOWN_BEFORE -> LinkFacts.Remark.KNOWN_BEFORE;
    };
  }

  /** Whether two records say the same, whenever they were decided. */
  static boolean same(@Nullable ContactLink before, ContactLink after) {
    if (before == null) {
      return false;
    }
    ContactLink later = ContactLink.newBuilder(before).setDecidedAt(after.getDecidedAt()).build();
    return later.equals(after);
  }

  /**
   * Whether a link was decided by then, by one set of rules. After a reset of the application the
   * events of before are read again, and contacts show clients to whom they will be linked.
   */
  static boolean stoodAt(@Nullable ContactLink link, Instant time) {
    if (link == null || link.getDecidedAt().isAfter(time)) {
      return false;
    }
    boolean none = link.getState() == LinkState.UNMATCHED || link.getState() == LinkState.REVOKED;
    boolean rulesChanging = none && link.getRule() == LinkRule.PHONE && link.getOwnerCount() > 0;
    return !rulesChanging;
  }

  /** The client that a record links to; null unless it is a link. */
  static @Nullable String linkedClient(@Nullable ContactLink link) {
    return link == null || link.getState() != LinkState.LINKED ? null : link.getClientId();
  }

  /**
   * Whose attributes a contact with this link shows; nobody's without a link. They go through the
   * mailbox of the contact itself and never of its phone: with another phone the contact would have
   * another mailbox, and an older write that waits in the former one could come after a newer one.
   */
  static LinkingSyncTarget target(ContactLink link) {
    return new LinkingSyncTarget(
        link.getTenant(),
        link.getContactId(),
        linkedClient(link),
        Address.ofContact(link.getContactId()));
  }

  private static LinkState state(LinkDecision decision, @Nullable ContactLink before) {
    return switch (decision) {
      case Linked linked -> LinkState.LINKED;
      case Ambiguous ambiguous -> LinkState.AMBIGUOUS;
      case Blocked blocked -> LinkState.BLOCKED;
      case NoClient none when wasLinked(before) -> LinkState.REVOKED;
      case NoClient none -> LinkState.UNMATCHED;
    };
  }

  private static boolean wasLinked(@Nullable ContactLink before) {
    return before != null
        && (before.getState() == LinkState.LINKED || before.getState() == LinkState.REVOKED);
  }

  private static @Nullable String clientId(
      LinkDecision decision, LinkState state, @Nullable ContactLink before) {
    if (decision instanceof Linked linked) {
      return linked.clientId();
    }
    return state == LinkState.REVOKED && before != null ? before.getClientId() : null;
  }

  private static LinkRule rule(LinkDecision decision) {
    return switch (decision) {
      case Linked(String client, LinkDecision.Rule rule) -> LinkRule.valueOf(rule.name());
      case Ambiguous ambiguous -> LinkRule.PHONE;
      case Blocked blocked -> LinkRule.PHONE;
      case NoClient(NoClient.Why why) ->
          switch (why) {
            case MANUAL, MANUAL_UNREGISTERED -> LinkRule.MANUAL;
            case NO_OWNER, RULES_CHANGING -> LinkRule.PHONE;
            case NO_KEY, GONE -> LinkRule.NONE;
          };
    };
  }
}
