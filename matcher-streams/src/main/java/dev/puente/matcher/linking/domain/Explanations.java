package dev.puente.matcher.linking.domain;

import dev.puente.matcher.linking.domain.LinkDecision.Ambiguous;
import dev.puente.matcher.linking.domain.LinkDecision.Blocked;
import dev.puente.matcher.linking.domain.LinkDecision.Linked;
import dev.puente.matcher.linking.domain.LinkDecision.NoClient;
import dev.puente.matcher.linking.domain.LinkDecision.Rule;

/** Says a decision in words that hold no personal data. */
public final class Explanations {
  private Explanations() {}

  /**
   * The decision in words.
   *
   * @param source which value of the contact gave the key
   * @param reason why there is no key, empty with one
   * @param conflicting whether the phone number gives another key than the channel id
   */
  public static String of(
      LinkDecision decision, ContactMatch.Source source, String reason, boolean conflicting) {
    String remark =
        conflicting ? " The stored phone number gives another key; the sender id counts." : "";
    return sentence(decision, valueName(source), reason) + remark;
  }

  private static String sentence(LinkDecision decision, String value, String reason) {
    return switch (decision) {
      case Linked(String client, Rule rule) when rule == Rule.MANUAL ->
          "Linked by hand to client " + client + ".";
      case Linked(String client, Rule rule) ->
          "The " + value + " belongs to exactly one active client, " + client + ".";
      case Ambiguous(var clients) ->
          "The " + value + " belongs to " + clients.size() + " active clients; no link.";
      case NoClient(NoClient.Why why) -> noClient(why, value, reason);
      case Blocked(Blocked.Why why) ->
          switch (why) {
            case BLOCK_LIST -> "The " + value + " is on the tenant's block list; no link.";
            case OVER_LIMIT ->
                "The " + value + " belongs to more clients than the limit; it identifies nobody.";
          };
    };
  }

  private static String noClient(NoClient.Why why, String value, String reason) {
    return switch (why) {
      case NO_KEY -> "The contact has no phone that identifies somebody (" + reason + ").";
      case NO_OWNER -> "No active client owns the " + value + ".";
      case RULES_CHANGING ->
          "The number rules or the tenant's settings changed and are being applied; no new link"
              + " until that is done.";
      case MANUAL -> "Unlinked by hand.";
      case GONE -> "The contact is gone from Chatwoot.";
    };
  }

  private static String valueName(ContactMatch.Source source) {
    return switch (source) {
      case CHANNEL_ID -> "sender id of the phone channel";
      case PHONE_NUMBER -> "phone number in Chatwoot";
      case NONE -> "contact";
    };
  }
}
