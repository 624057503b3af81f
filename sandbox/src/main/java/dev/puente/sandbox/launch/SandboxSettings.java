package dev.puente.sandbox.launch;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start.
 *
 * @param data folder of everything that is kept; created when missing
 * @param ports real ports, see {@link Ports#resolve}
 * @param tenantsFile tenants of the three applications
 * @param chatwoot base URL of the simulator to name in run.json; null: another server is used
 * @param internalToken shared by gateway and matcher
 * @param overrides settings of the applications that replace the sandbox's, for tests
 */
public record SandboxSettings(
    Path data,
    Ports ports,
    Path tenantsFile,
    @Nullable String chatwoot,
    String internalToken,
    Map<String, Object> overrides) {

  /** Partitions of every topic. */
  static final int PARTITIONS = 4;
}
