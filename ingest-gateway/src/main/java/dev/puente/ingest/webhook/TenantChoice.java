package dev.puente.ingest.webhook;

import dev.puente.ingest.webhook.SignatureCheck.Verdict;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whose webhook it is. With a tenant in the path: that one, if it lets the request in.
 * Otherwise account ids found in the raw bytes pick candidates (none found: all tenants), and the
 * secret that verifies decides. Account ids alone decide nothing, since every installation begins
 * with account 1.
 */
final class TenantChoice {
  /** What was found out. */
  sealed interface Choice {
    /**
     * Tenants that let the request in: never empty, several only when they share a secret.
     *
     * @param signed false when an unsigned token opened the door
     */
    record Admitted(List<TenantConfig> tenants, boolean signed) implements Choice {}

    /** Nobody lets it in. */
    record Refused(Verdict why) implements Choice {}

    /** The path names no tenant. */
    record Unknown() implements Choice {}

    /** Too many secrets would have to be tried for a body of that size; not now. */
    record Busy() implements Choice {}
  }

  /**
   * A request as far as the choice looks at it.
   *
   * @param tokens secrets that an unsigned sender may have brought along
   */
  record Knock(
      @Nullable String tenant, List<String> tokens, SignatureCheck.Headers headers, byte[] body) {
    @Override
    public String toString() {
      return "Knock";
    }
  }

  private final SecretSearch search;

  TenantChoice(SecretSearch search) {
    this.search = search;
  }

  Choice choose(Knock knock, TenantDirectory directory) {
    String named = knock.tenant();
    if (named == null) {
      return among(knock, candidates(knock.body(), directory));
    }
    Optional<TenantConfig> tenant = directory.find(named);
    return tenant.isEmpty() ? new Choice.Unknown() : among(knock, List.of(tenant.get()));
  }

  /** Those first that the body points at: whoever is configured right is found at once. */
  private static List<TenantConfig> candidates(byte[] body, TenantDirectory directory) {
    List<TenantConfig> all = directory.all();
    if (all.size() < 2) {
      return all;
    }
    IdScan ids = IdScan.of(body);
    List<TenantConfig> picked =
        all.stream().filter(tenant -> ids.accounts().contains(tenant.accountId())).toList();
    List<TenantConfig> candidates = new ArrayList<>(picked.isEmpty() ? all : picked);
    candidates.sort(Comparator.comparing(tenant -> !hasInbox(tenant, ids.inboxes())));
    return candidates;
  }

  private static boolean hasInbox(TenantConfig tenant, Set<Long> inboxes) {
    return tenant.inboxes().stream().anyMatch(inbox -> inboxes.contains(inbox.id()));
  }

  private Choice among(Knock knock, List<TenantConfig> candidates) {
    Set<Secret> secrets = new LinkedHashSet<>();
    candidates.forEach(tenant -> secrets.addAll(tenant.webhookSecrets()));
    SecretSearch.Result found = search.find(knock.headers(), knock.body(), secrets);
    Secret secret = found.secret();
    Verdict verdict = found.verdict();
    if (secret != null) {
      return new Choice.Admitted(
          candidates.stream().filter(t -> t.webhookSecrets().contains(secret)).toList(), true);
    }
    if (verdict == null) {
      return new Choice.Busy();
    }
    List<TenantConfig> unsigned = unsigned(knock, candidates);
    return unsigned.isEmpty() ? new Choice.Refused(verdict) : new Choice.Admitted(unsigned, false);
  }

  /** A wrong signature is never repaired by a token, unless the tenant has no secret at all. */
  private static List<TenantConfig> unsigned(Knock knock, List<TenantConfig> candidates) {
    List<TenantConfig> open = new ArrayList<>();
    for (TenantConfig tenant : candidates) {
      boolean mayBeUnsigned = knock.headers().absent() || tenant.webhookSecrets().isEmpty();
      if (mayBeUnsigned && matchesAny(tenant.unsignedTokens(), knock.tokens())) {
        open.add(tenant);
      }
    }
    return open;
  }

  /** All are compared: several are live while one is exchanged for another. */
  private static boolean matchesAny(List<Secret> live, List<String> tokens) {
    boolean matched = false;
    for (Secret expected : live) {
      for (String token : tokens) {
        matched |= expected.matches(token);
      }
    }
    return matched;
  }

  /**
   * Whether the account is another tenant's of the same installation: one URL and secret may serve
   * several accounts there. An account that no tenant has is not told apart from old settings.
   */
  static boolean isOthers(
      TenantConfig tenant, @Nullable Long accountId, TenantDirectory directory) {
    return accountId != null
        && tenant.accountId() != accountId
        && directory.all().stream()
            .anyMatch(t -> t.accountId() == accountId && t.baseUrl().equals(tenant.baseUrl()));
  }

  /**
   * One of several admitted tenants: the only one with the inbox among its settings, else the only
   * one of the account. Empty when that does not decide.
   */
  static Optional<TenantConfig> byContent(
      List<TenantConfig> tenants, @Nullable Long accountId, @Nullable Long inboxId) {
    if (tenants.size() == 1) {
      return Optional.of(tenants.getFirst());
    }
    List<TenantConfig> ofAccount =
        tenants.stream().filter(t -> accountId == null || t.accountId() == accountId).toList();
    List<TenantConfig> ofInbox =
        ofAccount.stream().filter(t -> inboxId != null && t.inbox(inboxId).isPresent()).toList();
    if (ofInbox.size() == 1) {
      return Optional.of(ofInbox.getFirst());
    }
    return ofAccount.size() == 1 ? Optional.of(ofAccount.getFirst()) : Optional.empty();
  }
}
