package dev.puente.schemas.tenant;

import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneReason;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Reads tenants: the environment as tenant {@code default}, then a {@code tenants.yml}, which wins.
 * Both are read completely and all problems are reported at once.
 */
public final class TenantSettingsLoader {
  /** The tenant that the environment describes. */
  public static final String DEFAULT_TENANT = "default";

  private static final Set<String> TENANT_KEYS =
      Set.of(
          "base_url",
          "account_id",
          "inboxes",
          "api_token",
          "api_user_id",
          "api_agent_bot_id",
          "webhook_secrets",
          "unsigned_token",
          "unsigned_tokens",
          "hmac_token",
          "api_keys",
          "region",
          "time_zone",
          "locale",
          "cors",
          "quiet_hours",
          "templates",
          "owner_limit",
          "blocked_phones",
          "attribute_priority",
          "interaction_text",
          "auto_create_clients",
          "keep_contact_names");

  private static final int MOST_PRIORITIES = 200;

  /** Complete phones that never identify anybody: they may stand on a block list. */
  private static final Set<PhoneReason> NEVER_A_KEY =
      EnumSet.of(PhoneReason.SHARED_SERVICE, PhoneReason.PLACEHOLDER, PhoneReason.UNKNOWN_RANGE);

  private static final List<String> SCOPES = List.of("notify", "clients", "links", "read");

  private final Map<String, String> environment;
  private final PhoneKeys phoneKeys = new PhoneKeys(64);

  /** Reads variables from this map, usually {@code System.getenv()}. */
  public TenantSettingsLoader(Map<String, String> environment) {
    this.environment = environment;
  }

  /**
   * All tenants.
   *
   * @param file a {@code tenants.yml}; null: only the environment
   * @throws SettingsException with every problem
   */
  public TenantDirectory load(@Nullable Path file) {
    List<String> problems = new ArrayList<>();
    Map<String, TenantConfig> tenants = new LinkedHashMap<>();
    new EnvironmentTenant(environment, problems)
        .settings()
        .ifPresent(node -> put(tenants, DEFAULT_TENANT, node, problems));
    if (file != null) {
      JsonNode root = read(file, problems).path("tenants");
      if (!root.isObject()) {
        problems.add(file.getFileName() + " must have a map named tenants");
      }
      for (String id : root.propertyNames()) {
        put(tenants, id, root.get(id), problems);
      }
    }
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return new TenantDirectory(tenants.values());
  }

  /**
   * The tenant of the environment in the form of tenants.yml, unchecked; empty when no Chatwoot is
   * named there.
   *
   * @throws SettingsException when two variables contradict each other
   */
  public Optional<ObjectNode> environmentSettings() {
    List<String> problems = new ArrayList<>();
    Optional<ObjectNode> settings = new EnvironmentTenant(environment, problems).settings();
    if (!problems.isEmpty()) {
      throw new SettingsException(problems);
    }
    return settings;
  }

  private void put(
      Map<String, TenantConfig> tenants, String id, JsonNode node, List<String> problems) {
    if (!dev.puente.schemas.key.TenantKey.isTenant(id)) {
      problems.add("tenants." + id + " must be named [a-z0-9][a-z0-9_-]{0,62}");
      return;
    }
    int before = problems.size();
    TenantConfig tenant =
        tenant(id, new SettingsNode("tenants." + id, node, environment, problems));
    if (problems.size() == before) {
      tenants.put(id, tenant);
    }
  }

  private static JsonNode read(Path file, List<String> problems) {
    try {
      return new YAMLMapper().readTree(Files.readString(file));
    } catch (IOException e) {
      problems.add("the tenants file " + file + " can not be read");
    } catch (JacksonException e) {
      // The location without the source excerpt, which may hold secrets.
      problems.add(
          "the tenants file "
              + file
              + " is not YAML near line "
              + (e.getLocation() == null ? 0 : e.getLocation().getLineNr()));
    }
    ObjectNode empty = JsonNodeFactory.instance.objectNode();
    empty.putObject("tenants");
    return empty;
  }

  private TenantConfig tenant(String id, SettingsNode in) {
    in.refuseUnknown(TENANT_KEYS);
    URI baseUrl = in.parsed("base_url", TenantSettingsLoader::baseUrl, "an http or https URL");
    if (!in.has("base_url")) {
      in.problem("base_url", "is missing");
    }
    ZoneId zone = in.parsed("time_zone", ZoneId::of, "an IANA time zone");
    List<Secret> unsigned = new ArrayList<>(secrets(in, "unsigned_token"));
    unsigned.addAll(secrets(in, "unsigned_tokens"));
    String region = in.text("region", "").toUpperCase(Locale.ROOT);
    if (!region.isEmpty() && !PhoneKeys.isKnownRegion(region)) {
      in.problem("region", "must be an ISO country of two letters (GB, not UK), was " + region);
      region = "";
    }
    return new TenantConfig(
        id,
        baseUrl == null ? URI.create("http://invalid") : baseUrl,
        in.number("account_id", 1, Long.MAX_VALUE),
        inboxes(in),
        in.secret("api_token"),
        secrets(in, "webhook_secrets"),
        List.copyOf(unsigned),
        in.secret("hmac_token"),
        apiKeys(in),
        region,
        zone == null ? ZoneId.of("UTC") : zone,
        in.text("locale", "en"),
        List.copyOf(in.texts("cors")),
        quietHours(in),
        templates(in),
        in.has("owner_limit")
            ? (int) in.number("owner_limit", 1, 100)
            : TenantConfig.DEFAULT_OWNER_LIMIT,
        blockedPhones(in, region),
        switches(in),
        new TenantConfig.OwnSenders(
            chatwootId(in, "api_user_id"), chatwootId(in, "api_agent_bot_id")),
        attributePriority(in));
  }

  /** One secret or a list of them, each in any of the forms of a secret. */
  private static List<Secret> secrets(SettingsNode in, String key) {
    List<Secret> secrets = new ArrayList<>();
    for (String text : in.texts(key)) {
      Secret secret = in.resolve(key, text);
      if (secret != null) {
        secrets.add(secret);
      }
    }
    return List.copyOf(secrets);
  }

  private static @Nullable Long chatwootId(SettingsNode in, String key) {
    return in.has(key) ? in.number(key, 1, Long.MAX_VALUE) : null;
  }

  /** A phone that gives no key would block nobody, and nobody would notice. */
  private List<String> blockedPhones(SettingsNode in, String region) {
    List<String> phones = in.texts("blocked_phones");
    for (int i = 0; i < phones.size(); i++) {
      String item = "blocked_phones[" + i + "]";
      if (in.isFraction("blocked_phones", i)) {
        in.problem(item, "must stand in quotation marks: YAML takes it for a fraction");
      } else if (phoneKeys.key(phones.get(i), PhoneSource.region(region))
              instanceof PhoneResult.NoKey(PhoneReason reason)
          && !NEVER_A_KEY.contains(reason)) {
        in.problem(
            item,
            "is no complete phone" + (region.isEmpty() ? "" : " of " + region) + ": " + reason);
      }
    }
    return List.copyOf(phones);
  }

  private static List<String> attributePriority(SettingsNode in) {
    List<String> names = in.texts("attribute_priority");
    if (names.size() > MOST_PRIORITIES) {
      in.problem("attribute_priority", "must name at most " + MOST_PRIORITIES + " attributes");
    }
    if (names.stream().anyMatch(String::isBlank)) {
      in.problem("attribute_priority", "must not hold empty names");
    }
    return names.stream().distinct().toList();
  }

  private static Set<TenantConfig.Switch> switches(SettingsNode in) {
    Set<TenantConfig.Switch> on = EnumSet.noneOf(TenantConfig.Switch.class);
    for (TenantConfig.Switch each : TenantConfig.Switch.values()) {
      if (in.flag(each.setting(), false)) {
        on.add(each);
      }
    }
    return Set.copyOf(on);
  }

  private static URI baseUrl(String text) {
    URI uri = URI.create(text.replaceAll("/+$", ""));
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("not an http URL");
    }
    return uri;
  }

  private static List<TenantConfig.Inbox> inboxes(SettingsNode in) {
    List<TenantConfig.Inbox> inboxes = new ArrayList<>();
    List<SettingsNode> nodes = in.objects("inboxes");
    for (SettingsNode node : nodes) {
      node.refuseUnknown(Set.of("id", "channel", "identifier", "notify"));
      inboxes.add(
          new TenantConfig.Inbox(
              node.number("id", 1, Long.MAX_VALUE),
              channel(node),
              node.text("identifier"),
              node.flag("notify", nodes.size() == 1)));
    }
    return List.copyOf(inboxes);
  }

  /** Chatwoot's own names, with or without {@code Channel::}, in any case. */
  private static String channel(SettingsNode node) {
    String text = node.required("channel");
    String plain = text.replaceFirst("^Channel::", "").replaceAll("[_ -]", "");
    return switch (plain.toLowerCase(Locale.ROOT)) {
      case "whatsapp" -> "Channel::Whatsapp";
      case "api" -> "Channel::Api";
      case "webwidget", "website", "web", "widget" -> "Channel::WebWidget";
      case "twilio", "twiliosms" -> "Channel::TwilioSms";
      case "sms" -> "Channel::Sms";
      case "email" -> "Channel::Email";
      case "telegram" -> "Channel::Telegram";
      case "line" -> "Channel::Line";
      case "facebook", "facebookpage" -> "Channel::FacebookPage";
      case "instagram" -> "Channel::Instagram";
      case "tiktok" -> "Channel::Tiktok";
      default -> {
        node.problem(
            "channel",
            "must be one of whatsapp, api, web_widget, twilio_sms, sms, email, telegram, line,"
                + " facebook_page, instagram, tiktok, was "
                + text);
        yield "Channel::Api";
      }
    };
  }

  private static List<TenantConfig.ApiKey> apiKeys(SettingsNode in) {
    List<TenantConfig.ApiKey> keys = new ArrayList<>();
    for (SettingsNode node : in.objects("api_keys")) {
      if (node.isText()) {
        Secret key = node.resolve("", node.asText());
        if (key != null) {
          keys.add(new TenantConfig.ApiKey(key, SCOPES));
        }
        continue;
      }
      node.refuseUnknown(Set.of("key", "scopes"));
      Secret key = node.secret("key");
      List<String> scopes = node.has("scopes") ? node.texts("scopes") : SCOPES;
      for (String scope : scopes) {
        if (!SCOPES.contains(scope)) {
          node.problem("scopes", "must be of " + SCOPES + ", was " + scope);
        }
      }
      if (key == null) {
        node.problem("key", "is missing");
      } else {
        keys.add(new TenantConfig.ApiKey(key, List.copyOf(scopes)));
      }
    }
    return List.copyOf(keys);
  }

  private static TenantConfig.@Nullable QuietHours quietHours(SettingsNode in) {
    SettingsNode node = in.object("quiet_hours");
    if (node == null) {
      return null;
    }
    node.refuseUnknown(Set.of("from", "to"));
    LocalTime from = node.parsed("from", LocalTime::parse, "a time such as 22:00");
    LocalTime to = node.parsed("to", LocalTime::parse, "a time such as 08:00");
    if (from == null || to == null) {
      node.problem("", "needs from and to");
      return null;
    }
    return new TenantConfig.QuietHours(from, to);
  }

  private static Map<String, TenantConfig.TemplateConfig> templates(SettingsNode in) {
    Map<String, TenantConfig.TemplateConfig> templates = new LinkedHashMap<>();
    SettingsNode node = in.object("templates");
    if (node == null) {
      return templates;
    }
    for (String type : node.names()) {
      SettingsNode template = node.object(type);
      if (template == null) {
        continue;
      }
      template.refuseUnknown(Set.of("name", "language", "category", "params"));
      Map<String, String> params = new LinkedHashMap<>();
      SettingsNode given = template.object("params");
      if (given != null) {
        given.names().forEach(name -> params.put(name, given.text(name, "")));
      }
      templates.put(
          type,
          new TenantConfig.TemplateConfig(
              template.required("name"),
              template.required("language"),
              template.text("category"),
              params));
    }
    return templates;
  }
}
