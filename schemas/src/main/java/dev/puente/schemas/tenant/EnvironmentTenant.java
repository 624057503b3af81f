package dev.puente.schemas.tenant;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The tenant {@code default} from {@code CHATWOOT_*} and {@code PUENTE_*} variables. */
final class EnvironmentTenant {
  private final Map<String, String> environment;
  private final List<String> problems;

  EnvironmentTenant(Map<String, String> environment, List<String> problems) {
    this.environment = environment;
    this.problems = problems;
  }

  /** Settings in the form of tenants.yml; empty when no Chatwoot is named. */
  Optional<ObjectNode> settings() {
    String url = oneOf("CHATWOOT_API_URL", "CHATWOOT_BASE_URL");
    if (url == null) {
      return Optional.empty();
    }
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("base_url", url);
    copy("CHATWOOT_ACCOUNT_ID", node, "account_id");
    copy("CHATWOOT_API_ACCESS_TOKEN", node, "api_token");
    copy("CHATWOOT_API_USER_ID", node, "api_user_id");
    copy("CHATWOOT_API_AGENT_BOT_ID", node, "api_agent_bot_id");
    copy("CHATWOOT_HMAC_TOKEN", node, "hmac_token");
    copy("PUENTE_REGION", node, "region");
    copy("PUENTE_TIME_ZONE", node, "time_zone");
    copy("PUENTE_LOCALE", node, "locale");
    copy("PUENTE_INTERACTION_TEXT", node, "interaction_text");
    copy("PUENTE_AUTO_CREATE_CLIENTS", node, "auto_create_clients");
    copy("PUENTE_KEEP_CONTACT_NAMES", node, "keep_contact_names");
    String secret = value("CHATWOOT_WEBHOOK_SECRET");
    if (secret != null) {
      node.putArray("webhook_secrets").add(secret);
    }
    String inbox = value("CHATWOOT_INBOX_ID");
    if (inbox != null) {
      ObjectNode entry = node.putArray("inboxes").addObject();
      entry.put("id", inbox);
      entry.put("channel", value("CHATWOOT_INBOX_CHANNEL", "api"));
      entry.put("notify", "true");
      copy("CHATWOOT_INBOX_IDENTIFIER", entry, "identifier");
    }
    String key = value("PUENTE_API_KEY");
    if (key != null) {
      node.putArray("api_keys").addObject().put("key", key);
    }
    return Optional.of(node);
  }

  private @Nullable String oneOf(String first, String second) {
    String a = value(first);
    String b = value(second);
    if (a != null && b != null && !a.equals(b)) {
      problems.add(first + " and " + second + " are both set and differ");
    }
    return a == null ? b : a;
  }

  private void copy(String variable, ObjectNode node, String key) {
    String value = value(variable);
    if (value != null) {
      node.put(key, value);
    }
  }

  private String value(String variable, String fallback) {
    String value = value(variable);
    return value == null ? fallback : value;
  }

  private @Nullable String value(String variable) {
    String value = environment.get(variable);
    return value == null || value.isBlank() ? null : value.strip();
  }
}
