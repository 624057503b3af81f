package dev.puente.matcher.linking.domain;

import java.util.List;

/** Who a contact is. */
public sealed interface LinkDecision {
  /** What decided. */
  enum Rule {
    /** The phone. */
    PHONE,
    /** A person. */
    MANUAL
  }

  /** One client. */
  record Linked(String clientId, Rule rule) implements LinkDecision {}

  /** Several clients own the phone: nothing is shown. */
  record Ambiguous(List<String> clientIds) implements LinkDecision {
    /** Keeps its own copy; at least two. */
    public Ambiguous {
      clientIds = List.copyOf(clientIds);
      if (clientIds.size() < 2) {
        throw new IllegalArgumentException("one client is not ambiguous");
      }
    }
  }

  /** Nobody: no phone, nobody owns it, or a person said so. */
  record NoClient(Why why) implements LinkDecision {
    /** Why there is none. */
    public enum Why {
      /** The contact has no phone key. */
      NO_KEY,
      /** No active client owns the phone. */
      NO_OWNER,
      /** Number rules or settings change: keys and owners were not decided by the same ones. */
      RULES_CHANGING,
      /** A person unlinked the contact. */
      MANUAL,
      /** A person linked it to a client that was erased, or is not registered yet. */
      MANUAL_UNREGISTERED,
      /** The contact is gone from Chatwoot. */
      GONE
    }
  }

  /** The phone is no identity: blocked by the tenant, or owned by more clients than the limit. */
  record Blocked(Why why) implements LinkDecision {
    /** Why it is none. */
    public enum Why {
      /** On the tenant's block list. */
      BLOCK_LIST,
      /** More owners than the limit. */
      OVER_LIMIT
    }
  }
}
