package dev.puente.schemas.tenant;

import dev.puente.schemas.tenant.TenantConfig.ApiKey;
import dev.puente.schemas.tenant.TenantConfig.Inbox;
import dev.puente.schemas.tenant.TenantConfig.OwnSenders;
import dev.puente.schemas.tenant.TenantConfig.QuietHours;
import dev.puente.schemas.tenant.TenantConfig.Switch;
import dev.puente.schemas.tenant.TenantConfig.TemplateConfig;
import java.net.URI;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link TenantConfig}; each method sets the component of its name. Nothing is checked
 * here: that is done where settings are read.
 */
public final class TenantConfigBuilder {
  private String id;
  private final URI baseUrl;
  private long accountId;
  private List<Inbox> inboxes = List.of();
  private @Nullable Secret apiToken;
  private List<Secret> webhookSecrets = List.of();
  private List<Secret> unsignedTokens = List.of();
  private @Nullable Secret hmacToken;
  private List<ApiKey> apiKeys = List.of();
  private String region = "";
  private ZoneId timeZone = ZoneOffset.UTC;
  private String locale = "en";
  private List<String> cors = List.of();
  private @Nullable QuietHours quietHours;
  private Map<String, TemplateConfig> templates = Map.of();
  private int ownerLimit = TenantConfig.DEFAULT_OWNER_LIMIT;
  private List<String> blockedPhones = List.of();
  private Set<Switch> switches = Set.of();
  private OwnSenders ownSenders = OwnSenders.UNKNOWN;
  private List<String> attributePriority = List.of();

  TenantConfigBuilder(String id, URI baseUrl, long accountId) {
    this.id = id;
    this.baseUrl = baseUrl;
    this.accountId = accountId;
  }

  TenantConfigBuilder(TenantConfig from) {
    this(from.id(), from.baseUrl(), from.accountId());
    inboxes = from.inboxes();
    apiToken = from.apiToken();
    webhookSecrets = from.webhookSecrets();
    unsignedTokens = from.unsignedTokens();
    hmacToken = from.hmacToken();
    apiKeys = from.apiKeys();
    region = from.region();
    timeZone = from.timeZone();
    locale = from.locale();
    cors = from.cors();
    quietHours = from.quietHours();
    templates = from.templates();
    ownerLimit = from.ownerLimit();
    blockedPhones = from.blockedPhones();
    switches = from.switches();
    ownSenders = from.ownSenders();
    attributePriority = from.attributePriority();
  }

  /** Another tenant id. */
  public TenantConfigBuilder id(String value) {
    id = value;
    return this;
  }

  /** Another Chatwoot account. */
  public TenantConfigBuilder accountId(long value) {
    accountId = value;
    return this;
  }

  /** In order. */
  public TenantConfigBuilder inboxes(List<Inbox> value) {
    inboxes = value;
    return this;
  }

  /** Null: nothing can be sent. */
  public TenantConfigBuilder apiToken(@Nullable Secret value) {
    apiToken = value;
    return this;
  }

  /** Live secrets. */
  public TenantConfigBuilder webhookSecrets(List<Secret> value) {
    webhookSecrets = value;
    return this;
  }

  /** Live tokens. */
  public TenantConfigBuilder unsignedTokens(List<Secret> value) {
    unsignedTokens = value;
    return this;
  }

  /** Null: no hashes. */
  public TenantConfigBuilder hmacToken(@Nullable Secret value) {
    hmacToken = value;
    return this;
  }

  /** Keys of the HTTP API. */
  public TenantConfigBuilder apiKeys(List<ApiKey> value) {
    apiKeys = value;
    return this;
  }

  /** Empty: none. */
  public TenantConfigBuilder region(String value) {
    region = value;
    return this;
  }

  /** Of the business. */
  public TenantConfigBuilder timeZone(ZoneId value) {
    timeZone = value;
    return this;
  }

  /** BCP 47 tag. */
  public TenantConfigBuilder locale(String value) {
    locale = value;
    return this;
  }

  /** Origins. */
  public TenantConfigBuilder cors(List<String> value) {
    cors = value;
    return this;
  }

  /** Null: none. */
  public TenantConfigBuilder quietHours(@Nullable QuietHours value) {
    quietHours = value;
    return this;
  }

  /** By notification type. */
  public TenantConfigBuilder templates(Map<String, TemplateConfig> value) {
    templates = value;
    return this;
  }

  /** At least 1. */
  public TenantConfigBuilder ownerLimit(int value) {
    ownerLimit = value;
    return this;
  }

  /** Phone keys or typed phones. */
  public TenantConfigBuilder blockedPhones(List<String> value) {
    blockedPhones = value;
    return this;
  }

  /** Those that are on. */
  public TenantConfigBuilder switches(Set<Switch> value) {
    switches = value;
    return this;
  }

  /** As whom Puente writes. */
  public TenantConfigBuilder ownSenders(OwnSenders value) {
    ownSenders = value;
    return this;
  }

  /** First to keep. */
  public TenantConfigBuilder attributePriority(List<String> value) {
    attributePriority = value;
    return this;
  }

  /** The settings. */
  public TenantConfig build() {
    return new TenantConfig(
        id,
        baseUrl,
        accountId,
        inboxes,
        apiToken,
        webhookSecrets,
        unsignedTokens,
        hmacToken,
        apiKeys,
        region,
        timeZone,
        locale,
        cors,
        quietHours,
        templates,
        ownerLimit,
        blockedPhones,
        switches,
        ownSenders,
        attributePriority);
  }
}
