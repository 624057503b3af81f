package dev.puente.ingest.webhook;

import java.util.List;
import java.util.Set;

/**
 * Events that tell nothing: somebody types; a contact's or conversation's clock moved. Chatwoot
 * v4.16 sends a {@code contact_updated} of that kind for every incoming message (issue #11973).
 */
final class NoiseFilter {
  private static final Set<String> CONTACT_CLOCKS = Set.of("last_activity_at", "updated_at");
  private static final Set<String> CONVERSATION_CLOCKS =
      Set.of("waiting_since", "first_reply_created_at", "updated_at");

  private NoiseFilter() {}

  static boolean isNoise(Payload payload) {
    return switch (payload.event()) {
      case "conversation_typing_on", "conversation_typing_off" -> true;
      case "contact_updated" -> only(CONTACT_CLOCKS, payload.changedAttributes());
      case "conversation_updated" -> only(CONVERSATION_CLOCKS, payload.changedAttributes());
      default -> false;
    };
  }

  private static boolean only(Set<String> clocks, List<String> changed) {
    return !changed.isEmpty() && clocks.containsAll(changed);
  }
}
