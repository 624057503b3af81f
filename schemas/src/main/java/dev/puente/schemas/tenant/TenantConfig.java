package dev.puente.schemas.tenant;

import java.net.URI;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one tenant, complete and checked.
 *
 * @param id tenant id
 * @param baseUrl root of the Chatwoot installation, without trailing slash
 * @param accountId Chatwoot account
 * @param inboxes the tenant's inboxes in order
 * @param apiToken access token of an administrator; null: this tenant can not be sent to
 * @param webhookSecrets live secrets; empty: webhooks are refused unless unsigned ones are allowed
 * @param unsignedTokens live tokens that let unsigned webhooks in; empty: none gets in
 * @param hmacToken key of identifier hashes; null: no hashes
 * @param apiKeys keys of the HTTP API
 * @param region ISO country whose national phone format people type; empty: none
 * @param timeZone zone of the business
 * @param locale BCP 47 tag
 * @param cors origins that may post the form
 * @param quietHours hours without messages; null: none
 * @param templates template by notification type, used where the request names none
 * @param ownerLimit a phone with more owners is no identity
 * @param blockedPhones phone keys (or typed phones) that identify nobody, such as the shop's own
 * @param switches what the tenant switched on; everything is off otherwise
 * @param ownSenders as whom Puente writes in Chatwoot
 * @param attributePriority names of free attributes that a contact shows before others when not all
 *     of them fit
 */
public record TenantConfig(
    String id,
    URI baseUrl,
    long accountId,
    List<Inbox> inboxes,
    @Nullable Secret apiToken,
    List<Secret> webhookSecrets,
    List<Secret> unsignedTokens,
    @Nullable Secret hmacToken,
    List<ApiKey> apiKeys,
    String region,
    ZoneId timeZone,
    String locale,
    List<String> cors,
    @Nullable QuietHours quietHours,
    Map<String, TemplateConfig> templates,
    int ownerLimit,
    List<String> blockedPhones,
    Set<Switch> switches,
    OwnSenders ownSenders,
    List<String> attributePriority) {

  /** Default of {@link #ownerLimit}. */
  public static final int DEFAULT_OWNER_LIMIT = 5;

  /** A tenant with nothing but what it can not do without; the rest has its default. */
  public static TenantConfigBuilder of(String id, URI baseUrl, long accountId) {
    return new TenantConfigBuilder(id, baseUrl, accountId);
  }

  /** A builder that begins with these settings. */
  public TenantConfigBuilder but() {
    return new TenantConfigBuilder(this);
  }

  /** What a tenant may switch on. In the settings each is a flag with the name in small letters. */
  public enum Switch {
    /** Interactions hold the text of messages, not only their length. */
    INTERACTION_TEXT,
    /** A contact whose phone no client has becomes a client. */
    AUTO_CREATE_CLIENTS,
    /** The name of a contact is never written, also when it is empty. */
    KEEP_CONTACT_NAMES;

    /** The name in the settings, for example {@code interaction_text}. */
    public String setting() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An inbox.
   *
   * @param id Chatwoot inbox id
   * @param channel channel type in Chatwoot's form, for example {@code Channel::Whatsapp}
   * @param identifier inbox identifier of an API inbox; null when not given
   * @param notifies whether notifications without an inbox of their own may go here
   */
  public record Inbox(long id, String channel, @Nullable String identifier, boolean notifies) {
    /** WhatsApp of any provider: templates are needed outside the reply window. */
    public boolean whatsapp() {
      return channel.equals("Channel::Whatsapp");
    }

    /** A channel whose source ids are phone numbers given by the provider. */
    public boolean phoneBased() {
      return whatsapp() || channel.equals("Channel::TwilioSms") || channel.equals("Channel::Sms");
    }

    /** An API inbox. */
    public boolean api() {
      return channel.equals("Channel::Api");
    }
  }

  /**
   * The sender of Puente's own messages: whom {@link #apiToken} belongs to. The two kinds are
   * numbered apart.
   *
   * @param userId id of that user; null: not named
   * @param agentBotId id of that agent bot; null: not named
   */
  public record OwnSenders(@Nullable Long userId, @Nullable Long agentBotId) {
    /** Nobody is named. */
    public static final OwnSenders UNKNOWN = new OwnSenders(null, null);

    /** Whether a message of this sender is ours; types as Chatwoot writes them. */
    public boolean include(@Nullable String senderType, @Nullable Long senderId) {
      if (senderType == null || senderId == null) {
        return false;
      }
      return switch (senderType) {
        case "user" -> senderId.equals(userId);
        case "agent_bot" -> senderId.equals(agentBotId);
        default -> false;
      };
    }
  }

  /**
   * A key of the HTTP API: the key itself or its SHA-256 ({@code sha256:<hex>}), and its scopes.
   */
  public record ApiKey(Secret key, List<String> scopes) {}

  /** Local hours without messages; {@code from} may be later than {@code to} (over midnight). */
  public record QuietHours(LocalTime from, LocalTime to) {}

  /**
   * A template that stands for a notification type.
   *
   * @param params body parameters: {@code {message}}, {@code {name}} stand for the request's
   */
  public record TemplateConfig(
      String name, String language, @Nullable String category, Map<String, String> params) {}

  /** The inbox of that id, when it is the tenant's. */
  public Optional<Inbox> inbox(long inboxId) {
    return inboxes.stream().filter(i -> i.id() == inboxId).findFirst();
  }

  /**
   * The inbox of a notification: the one asked for, else the only one for notifications.
   *
   * @return empty when the asked one is not the tenant's, or when there is none or several
   */
  public Optional<Inbox> notificationInbox(@Nullable Long asked) {
    if (asked != null) {
      return inbox(asked);
    }
    List<Inbox> candidates = inboxes.stream().filter(Inbox::notifies).toList();
    return candidates.size() == 1 ? Optional.of(candidates.getFirst()) : Optional.empty();
  }

  /** Whether that is switched on. */
  public boolean has(Switch wanted) {
    return switches.contains(wanted);
  }

  /** What budget, breaker and partitioning of commands go by. */
  public String installation() {
    return baseUrl.toString();
  }
}
