package dev.puente.sandbox.launch;

import java.nio.file.Path;
import java.util.Map;

/**
 * What to start.
 *
 * @param data folder of everything that is kept; created when missing
 * @param ports real ports, see {@link Ports#resolve}
 * @param tenantsFile tenants of the three applications
 * @param internalToken shared by gateway and matcher
 * @param overrides settings of the applications that replace the sandbox's, for tests
 */
public record SandboxSettings(
    Path data, Ports ports, Path tenantsFile, String internalToken, Map<String, Object> overrides) {

  /** Partitions of every topic. */
  static final int PARTITIONS = 4;
}
