package dev.puente.matcher.linking.domain;

import dev.puente.matcher.linking.domain.LinkDecision.Ambiguous;
import dev.puente.matcher.linking.domain.LinkDecision.Blocked;
import dev.puente.matcher.linking.domain.LinkDecision.Linked;
import dev.puente.matcher.linking.domain.LinkDecision.NoClient;
import dev.puente.matcher.linking.domain.LinkDecision.Rule;

/** Says a decision in words that hold no personal data. */
public final class Explanations {
  private Explanations() {}

  /** The decision in words. */
  public static String of(Language language, LinkDecision decision, LinkFacts facts) {
    String remark = byPhone(decision) ? remark(language, facts.remark()) : "";
    String conflict = facts.conflicting() ? Phrase.OTHER_KEY.in(language) : "";
    return sentence(language, decision, facts) + remark + conflict;
  }

  private static boolean byPhone(LinkDecision decision) {
    return switch (decision) {
      case Linked(String client, Rule rule) -> rule == Rule.PHONE;
      case NoClient(NoClient.Why why) -> why == NoClient.Why.NO_OWNER;
      case Ambiguous ambiguous -> true;
      case Blocked blocked -> false;
    };
  }

  private static String sentence(Language language, LinkDecision decision, LinkFacts facts) {
    String value = valueName(facts.source()).in(language);
    return switch (decision) {
      case Linked(String client, Rule rule) when rule == Rule.MANUAL ->
          Phrase.LINKED_BY_HAND.in(language, client);
      case Linked(String client, Rule rule) -> Phrase.ONE_OWNER.in(language, value, client);
      case Ambiguous(var clients) -> Phrase.SEVERAL_OWNERS.in(language, value, clients.size());
      case NoClient(NoClient.Why why) ->
          noClient(why).in(language, noClientValue(why, value, facts));
      case Blocked(Blocked.Why why) ->
          switch (why) {
            case BLOCK_LIST -> Phrase.BLOCK_LIST.in(language, value);
            case OVER_LIMIT -> Phrase.OVER_LIMIT.in(language, value);
          };
    };
  }

  private static String noClientValue(NoClient.Why why, String value, LinkFacts facts) {
    return why == NoClient.Why.NO_KEY ? facts.reason() : value;
  }

  private static Phrase noClient(NoClient.Why why) {
    return switch (why) {
      case NO_KEY -> Phrase.NO_KEY;
      case NO_OWNER -> Phrase.NO_OWNER;
      case RULES_CHANGING -> Phrase.RULES_CHANGING;
      case MANUAL -> Phrase.UNLINKED_BY_HAND;
      case MANUAL_UNREGISTERED -> Phrase.UNREGISTERED_BY_HAND;
      case GONE -> Phrase.GONE;
    };
  }

  private static String remark(Language language, LinkFacts.Remark remark) {
    return switch (remark) {
      case NONE -> "";
      case MADE_OF_CONTACT -> Phrase.MADE_OF_CONTACT.in(language);
      case OTHER_YIELDS -> Phrase.OTHER_YIELDS.in(language);
      case INACTIVE_OWNER -> Phrase.INACTIVE_OWNER.in(language);
      case KNOWN_BEFORE -> Phrase.KNOWN_BEFORE.in(language);
    };
  }

  private static Phrase valueName(ContactMatch.Source source) {
    return switch (source) {
      case CHANNEL_ID -> Phrase.SENDER_ID;
      case PHONE_NUMBER -> Phrase.PHONE_NUMBER;
      case NONE -> Phrase.CONTACT;
    };
  }
}
