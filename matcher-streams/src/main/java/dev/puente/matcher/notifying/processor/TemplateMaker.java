package dev.puente.matcher.notifying.processor;

import dev.puente.event.v1.Template;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.schemas.tenant.TenantConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The template of a message: the request's own, else on WhatsApp the tenant's for the type. The
 * parameters follow Chatwoot's structured form {@code {"body": {"1": "…"}}} (v4.5.0 and later).
 */
final class TemplateMaker {
  private static final String MESSAGE = "{message}";

  private final JsonMapper json = JsonMapper.builder().build();

  @Nullable Template of(
      Message message, TenantConfig config, TenantConfig.Inbox inbox, @Nullable String name) {
    Message.TemplateRef own = message.template();
    if (own != null) {
      return new Template(
          own.name(), own.language(), own.category(), own.namespace(), own.paramsJson());
    }
    TenantConfig.TemplateConfig rule = rule(message, config, inbox);
    return rule == null
        ? null
        : new Template(
            rule.name(), rule.language(), rule.category(), null, params(rule, message, name));
  }

  /** About how long the parameters are that a tenant's template makes of a message. */
  static long length(Message message, TenantConfig config, TenantConfig.Inbox inbox) {
    TenantConfig.TemplateConfig rule =
        message.template() == null ? rule(message, config, inbox) : null;
    long text = message.text() == null ? 0 : message.text().length();
    return rule == null
        ? 0
        : text * rule.params().values().stream().mapToInt(TemplateMaker::uses).sum();
  }

  private static TenantConfig.@Nullable TemplateConfig rule(
      Message message, TenantConfig config, TenantConfig.Inbox inbox) {
    return inbox.whatsapp() ? config.templates().get(message.type()) : null;
  }

  private static int uses(String value) {
    return value.split(Pattern.quote(MESSAGE), -1).length - 1;
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
      if (value.startsWith(MESSAGE, at)) {
        out.append(text == null ? "" : text);
        at += MESSAGE.length();
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
