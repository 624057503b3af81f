package dev.puente.ingest.webhook;

import dev.puente.ingest.webhook.SignatureCheck.Verdict;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.ArrayList;
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

  private final SignatureCheck signatures;

  TenantChoice(SignatureCheck signatures) {
    this.signatures = signatures;
  }

  Choice choose(Knock knock, TenantDirectory directory) {
    String named = knock.tenant();
    if (named == null) {
      return among(knock, candidates(knock.body(), directory));
    }
    Optional<TenantConfig> tenant = directory.find(named);
    return tenant.isEmpty() ? new Choice.Unknown() : among(knock, List.of(tenant.get()));
  }

  private static List<TenantConfig> candidates(byte[] body, TenantDirectory directory) {
    List<TenantConfig> all = directory.all();
    if (all.size() < 2) {
      return all;
    }
    Set<Long> accounts = AccountScan.ids(body);
    List<TenantConfig> picked =
        all.stream().filter(tenant -> accounts.contains(tenant.accountId())).toList();
    return picked.isEmpty() ? all : picked;
  }

  private Choice among(Knock knock, List<TenantConfig> candidates) {
    Verdict verdict = signatures.headers(knock.headers());
    List<TenantConfig> admitted = new ArrayList<>();
    if (verdict == Verdict.VALID) {
      verdict = Verdict.NO_SECRET;
      for (TenantConfig tenant : candidates) {
        List<Secret> secrets = tenant.webhookSecrets();
        Verdict own = signatures.check(knock.headers(), knock.body(), secrets);
        if (own == Verdict.VALID) {
          admitted.add(tenant);
        } else if (own != Verdict.NO_SECRET) {
          verdict = own;
        }
      }
    }
    if (!admitted.isEmpty()) {
      return new Choice.Admitted(admitted, true);
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
