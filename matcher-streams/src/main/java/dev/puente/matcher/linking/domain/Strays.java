package dev.puente.matcher.linking.domain;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A client's attributes on a contact that they were not written to. Chatwoot merges contacts into
 * one another, the attributes too, and tells nobody: what Puente wrote to the one that is gone then
 * stands where nobody may see it (Chatwoot app/actions/contact_merge_action.rb, 4.16).
 */
public final class Strays {
  private static final String CLIENT_ID = "client_id";
  private static final String TENANT_ID = "tenant_id";

  private Strays() {}

  /**
   * The client whose attributes a contact shows; null when it shows none of ours. Both names are
   * always written together, so one alone is somebody else's.
   */
  public static @Nullable String clientShown(String tenant, Map<String, Object> shown) {
    return tenant.equals(shown.get(TENANT_ID))
            && shown.get(CLIENT_ID) instanceof String client
            && !client.isBlank()
        ? client
        : null;
  }

  /**
   * Whether nothing of ours explains that a contact shows a client.
   *
   * @param client the client shown
   * @param plan what was asked for; null: nothing ever
   * @param askedAtMillis when something was asked for last
   * @param seenAtMillis when the contact was seen; what was seen before is older than our writes
   */
  public static boolean unexplained(
      String client, @Nullable SyncPlan plan, long askedAtMillis, long seenAtMillis) {
    if (plan == null) {
      return true;
    }
    boolean writing = !plan.written().equals(plan.asked());
    return !writing
        && seenAtMillis > askedAtMillis
        && !client.equals(plan.clientId())
        && !client.equals(plan.actedClientId());
  }

  /**
   * What of all that a contact shows is this client's data, by name and value: an agent's own
   * attributes are not.
   *
   * @param client attributes of the client; null: it is not known
   */
  public static SortedMap<String, Object> ofClient(
      Map<String, Object> shown, @Nullable Map<String, Object> client) {
    SortedMap<String, Object> found = new TreeMap<>();
    if (client == null) {
      return found;
    }
    for (Map.Entry<String, Object> attribute : shown.entrySet()) {
      if (attribute.getValue().equals(client.get(attribute.getKey()))) {
        found.put(attribute.getKey(), attribute.getValue());
      }
    }
    return found;
  }
}
