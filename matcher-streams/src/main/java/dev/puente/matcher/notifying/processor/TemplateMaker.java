package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.Template;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.schemas.tenant.TenantConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The template of a message: the request's own, else on WhatsApp the tenant's for the type. The
 * parameters follow Chatwoot's structured form {@code {"body": {"1": "…"}}} (v4.5.0 and later).
 */
final class TemplateMaker {
  private final JsonMapper json = JsonMapper.builder().build();

  @Nullable Template of(
      Message message, TenantConfig config, TenantConfig.Inbox inbox, @Nullable String name) {
    Message.TemplateRef own = message.template();
    if (own != null) {
      return new Template(
          own.name(), own.language(), own.category(), own.namespace(), own.paramsJson());
    }
    TenantConfig.TemplateConfig rule =
        inbox.whatsapp() ? config.templates().get(message.type()) : null;
    return rule == null
        ? null
        : new Template(
            rule.name(), rule.language(), rule.category(), null, params(rule, message, name));
  }

  private @Nullable String params(
      TenantConfig.TemplateConfig rule, Message message, @Nullable String name) {
    if (rule.params().isEmpty()) {
      return null;
    }
    Map<String, String> body = new LinkedHashMap<>();
    rule.params().forEach((key, value) -> body.put(key, filled(value, message.text(), name)));
    return json.writeValueAsString(Map.of("body", body));
  }

  /** WhatsApp refuses parameters with line breaks, tabs or long runs of spaces. */
  private static String filled(String value, @Nullable String text, @Nullable String name) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    while (at < value.length()) {
      if (value.startsWith("{message}", at)) {
        out.append(text == null ? "" : text);
        at += "{message}".length();
      } else if (value.startsWith("{name}", at)) {
        out.append(name == null ? "" : name);
        at += "{name}".length();
      } else {
        out.append(value.charAt(at++));
      }
    }
    return out.toString().replaceAll("\\s+", " ").strip();
  }
}
