package dev.puente.ingest.subscription;

import dev.puente.ingest.problem.FieldCode;
import dev.puente.ingest.problem.FieldProblem;
import dev.puente.ingest.problem.Problem;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Whose form it is: the tenant of {@code ?tenant=}, else the one whose CORS list holds the origin,
 * else the only one there is.
 */
final class FormTenant {
  private FormTenant() {}

  /**
   * The tenant.
   *
   * @throws dev.puente.ingest.problem.ProblemException 422 when none of the three decides
   */
  static TenantConfig choose(
      TenantDirectory directory, @Nullable String named, @Nullable String origin) {
    if (named != null) {
      return directory.find(named).orElseThrow(() -> wrong(FieldCode.UNKNOWN_TENANT));
    }
    List<TenantConfig> all = directory.all();
    List<TenantConfig> ofOrigin =
        all.stream().filter(tenant -> origin != null && allows(tenant, origin)).toList();
    if (ofOrigin.size() == 1) {
      return ofOrigin.getFirst();
    }
    if (all.size() == 1) {
      return all.getFirst();
    }
    throw wrong(FieldCode.TENANT_UNDECIDED);
  }

  /** Whether pages of that origin may post this tenant's form; {@code *} in the list: any. */
  static boolean allows(TenantConfig tenant, String origin) {
    String plain = plain(origin);
    return tenant.cors().stream()
        .anyMatch(allowed -> allowed.equals("*") || plain(allowed).equals(plain));
  }

  private static String plain(String origin) {
    String text = origin.strip().toLowerCase(Locale.ROOT);
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private static RuntimeException wrong(FieldCode code) {
    return Problem.invalid(List.of(FieldProblem.of("tenant", code))).exception();
  }
}
