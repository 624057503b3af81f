package dev.puente.matcher.linking.domain;

import dev.puente.matcher.linking.domain.LinkDecision.Ambiguous;
import dev.puente.matcher.linking.domain.LinkDecision.Blocked;
import dev.puente.matcher.linking.domain.LinkDecision.Linked;
import dev.puente.matcher.linking.domain.LinkDecision.NoClient;
import dev.puente.matcher.linking.domain.LinkDecision.Rule;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides who a contact is; every rule of linking is here. */
public final class LinkPolicy {
  private LinkPolicy() {}

  /**
   * Owners of a phone.
   *
   * @param clientIds active owners, at most limit + 1
   * @param overLimit whether there are more than the limit
   */
  public record Owners(List<String> clientIds, boolean overLimit) {
    /** Nobody. */
    public static final Owners NOBODY = new Owners(List.of(), false);

    /** Keeps its own copy. */
    public Owners {
      clientIds = List.copyOf(clientIds);
    }
  }

  /**
   * What a person said.
   *
   * @param clientId client; null: nobody
   * @param registered whether that client exists; an inactive one does
   */
  public record Word(@Nullable String clientId, boolean registered) {}

  /**
   * Which clients with a phone own it. One that was made of a contact gives way to every other: it
   * stands for somebody whom nobody had registered, and is nobody else.
   *
   * @param registered active clients that somebody registered
   * @param madeOfContacts active ones that were made of contacts
   */
  public static <T> List<T> counting(List<T> registered, List<T> madeOfContacts) {
    return registered.isEmpty() ? madeOfContacts : registered;
  }

  /**
   * What is left of a decision whose inputs were decided by different number rules or settings: a
   * link that stands may stay and may go, and none is made.
   *
   * @param linkedBefore the client that the contact is linked to by the same phone; null: none
   */
  public static LinkDecision undecided(LinkDecision decision, @Nullable String linkedBefore) {
    return decision instanceof Linked(String client, Rule rule)
            && rule == Rule.PHONE
            && !client.equals(linkedBefore)
        ? new NoClient(NoClient.Why.RULES_CHANGING)
        : decision;
  }

  /**
   * Decides.
   *
   * @param matchKey the contact's phone key; null: none
   * @param noKeyReason why there is none
   * @param owners owners of that phone
   * @param manual a person's word; null: none was given
   */
  public static LinkDecision decide(
      @Nullable String matchKey,
      @Nullable String noKeyReason,
      Owners owners,
      @Nullable Word manual) {
    if (manual != null) {
      return byHand(manual);
    }
    if (matchKey == null) {
      return ContactMatch.BLOCKED.equals(noKeyReason)
          ? new Blocked(Blocked.Why.BLOCK_LIST)
          : new NoClient(NoClient.Why.NO_KEY);
    }
    if (owners.overLimit()) {
      return new Blocked(Blocked.Why.OVER_LIMIT);
    }
    return switch (owners.clientIds().size()) {
      case 0 -> new NoClient(NoClient.Why.NO_OWNER);
      case 1 -> new Linked(owners.clientIds().getFirst(), Rule.PHONE);
      default -> new Ambiguous(owners.clientIds());
    };
  }

  /** What does not exist can not be shown; the phone plays no part, whatever a person said. */
  private static LinkDecision byHand(Word word) {
    if (word.clientId() == null) {
      return new NoClient(NoClient.Why.MANUAL);
    }
    return word.registered()
        ? new Linked(word.clientId(), Rule.MANUAL)
        : new NoClient(NoClient.Why.MANUAL_UNREGISTERED);
  }
}
