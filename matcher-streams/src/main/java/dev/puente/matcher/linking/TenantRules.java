package dev.puente.matcher.linking;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.matcher.linking.domain.ContentHash;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import dev.puente.schemas.key.PhoneSource;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the settings of the tenants mean for linking, at one moment; {@link RulesSource} gives the
 * present ones. An unknown tenant has the defaults. Thread-safe.
 */
final class TenantRules {
  private static final int HASH_LENGTH = 8;

  /** Counts changes of what the rows of owners hold: all are written anew after one. */
  private static final String ROWS_REVISION = "2";

  /** Counts changes of what an agent sees of a client: all are shown anew after one. */
  private static final String CARDS_REVISION = "/cards 2";

  private final TenantDirectory tenants;
  private final PhoneKeys phoneKeys;
  private final Map<String, String> versions = new ConcurrentHashMap<>();

  TenantRules(TenantDirectory tenants, PhoneKeys phoneKeys) {
    this.tenants = tenants;
    this.phoneKeys = phoneKeys;
  }

  /** The settings as a whole: another object when they changed. */
  TenantDirectory settings() {
    return tenants;
  }

  /** Tenants with settings. */
  List<String> tenants() {
    return tenants.all().stream().map(TenantConfig::id).toList();
  }

  /**
   * False for an event that names another account than its tenant has: its contacts and clients are
   * other people's. Contact ids are those of the whole installation.
   */
  boolean fromOwnAccount(@Nullable ChatwootEvent event) {
    if (event == null || event.getAccountId() == null) {
      return true;
    }
    long account = event.getAccountId();
    return tenants
        .find(event.getTenant())
        .map(tenant -> tenant.accountId() == account)
        .orElse(true);
  }

  /** Whether a tenant has settings. */
  boolean known(String tenant) {
    return tenants.find(tenant).isPresent();
  }

  /**
   * What a tenant's keys and owners are decided by: the number rules and the settings that matter.
   * What two versions decided does not belong together.
   */
  String version(String tenant) {
    TenantConfig config = tenants.find(tenant).orElse(null);
    if (config == null) {
      return PhoneKeys.rulesVersion();
    }
    return versions.computeIfAbsent(tenant, id -> PhoneKeys.rulesVersion() + '/' + hash(config));
  }

  private static String hash(TenantConfig config) {
    List<String> parts = new ArrayList<>(config.blockedPhones().stream().sorted().toList());
    parts.add(config.region());
    parts.add(Integer.toString(config.ownerLimit()));
    parts.add(Boolean.toString(config.has(TenantConfig.Switch.AUTO_CREATE_CLIENTS)));
    parts.add(ROWS_REVISION);
    return shortHash(parts);
  }

  private static String shortHash(List<String> parts) {
    return ContentHash.of(Map.of(), parts).substring(0, HASH_LENGTH);
  }

  /**
   * What a tenant's client records are published by: the version of links, and what else decides on
   * what an agent sees of a client.
   */
  String clientsVersion(String tenant) {
    List<String> parts = new ArrayList<>(attributePriority(tenant));
    if (keepsContactNames(tenant)) {
      parts.add("/keeps names");
    }
    parts.add(CARDS_REVISION);
    return version(tenant) + '+' + shortHash(parts);
  }

  /** Whether names of contacts are never written. */
  boolean keepsContactNames(String tenant) {
    return tenants
        .find(tenant)
        .map(config -> config.has(TenantConfig.Switch.KEEP_CONTACT_NAMES))
        .orElse(false);
  }

  /** Free attributes that are kept before others. */
  List<String> attributePriority(String tenant) {
    return tenants.find(tenant).map(TenantConfig::attributePriority).orElse(List.of());
  }

  /** A phone with more owners is no identity. */
  int ownerLimit(String tenant) {
    return tenants
        .find(tenant)
        .map(TenantConfig::ownerLimit)
        .orElse(TenantConfig.DEFAULT_OWNER_LIMIT);
  }

  /** The tenant's region; empty for none. */
  String region(String tenant) {
    return tenants.find(tenant).map(TenantConfig::region).orElse("");
  }

  /** Whether clients are made of contacts that nobody owns. */
  boolean makesClients(String tenant) {
    return tenants
        .find(tenant)
        .map(config -> config.has(TenantConfig.Switch.AUTO_CREATE_CLIENTS))
        .orElse(false);
  }

  /** Whether interactions may hold the text of messages. */
  boolean interactionTextAllowed(String tenant) {
    return tenants
        .find(tenant)
        .map(config -> config.has(TenantConfig.Switch.INTERACTION_TEXT))
        .orElse(false);
  }

  /** Tells the phone keys that identify nobody. */
  Predicate<String> blocked(String tenant) {
    TenantConfig config = tenants.find(tenant).orElse(null);
    if (config == null || config.blockedPhones().isEmpty()) {
      return key -> false;
    }
    return key ->
        config.blockedPhones().stream().anyMatch(raw -> key.equals(keyOf(raw, config.region())));
  }

  /** The key of a typed phone, or the reason. */
  PhoneResult key(String raw, String region) {
    return phoneKeys.key(raw, PhoneSource.region(region));
  }

  /** Whether a phone in + form has this key. */
  boolean hasKey(String phone, String key) {
    return has(key, phoneKeys.key(phone, PhoneSource.none()));
  }

  /** Whether a sender id of a phone-based channel has this key. */
  boolean hasChannelKey(String senderId, String key) {
    return has(key, phoneKeys.key(senderId, PhoneSource.channel()));
  }

  private static boolean has(String key, PhoneResult result) {
    return result instanceof PhoneResult.Key(String found) && found.equals(key);
  }

  /**
   * A form of a key that can be dialled, from what a contact shows.
   *
   * @param phoneNumber as Chatwoot stores it
   * @param senderId sender id on a phone-based channel; ignored when it has another key
   */
  String sendingForm(String key, @Nullable String phoneNumber, @Nullable String senderId) {
    return phoneKeys.sendingForm(key, phoneNumber, PhoneSource.none(), senderId, false);
  }

  /** Whether an inbox needs a source id that we choose. */
  boolean wantsSourceId(String tenant, @Nullable Long inboxId) {
    return inboxId != null
        && tenants
            .find(tenant)
            .flatMap(t -> t.inbox(inboxId))
            .map(inbox -> !inbox.phoneBased())
            .orElse(true);
  }

  private @Nullable String keyOf(String raw, String region) {
    return key(raw, region) instanceof PhoneResult.Key key ? key.value() : null;
  }
}
