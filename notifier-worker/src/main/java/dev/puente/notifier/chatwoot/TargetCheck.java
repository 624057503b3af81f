package dev.puente.notifier.chatwoot;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Refuses targets inside our own network, so that settings of a tenant cannot reach them. Names are
 * resolved through the JVM's cache, which the HTTP client uses too.
 *
 * @param allowPrivate whether private and loopback addresses are wanted (own installations, tests)
 */
record TargetCheck(boolean allowPrivate) {
  /**
   * Whether a request may go there. A name that does not resolve is allowed: the call fails itself.
   */
  boolean allows(URI uri) {
    if (allowPrivate) {
      return true;
    }
    try {
      return Arrays.stream(InetAddress.getAllByName(uri.getHost())).allMatch(TargetCheck::isPublic);
    } catch (UnknownHostException e) {
      return true;
    }
  }

  static boolean isPublic(InetAddress address) {
    if (address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return false;
    }
    byte[] b = address.getAddress();
    return switch (address) {
      case Inet4Address _ -> isPublic4(b[0] & 0xff, b[1] & 0xff, b[2] & 0xff);
      // fc00::/7 is private; ::/96, 64:ff9b::/96 and 2002::/16 carry IPv4 addresses of any kind.
      case Inet6Address v6 ->
          !v6.isIPv4CompatibleAddress()
              && (b[0] & 0xfe) != 0xfc
              && !(b[0] == 0x20 && b[1] == 0x02)
              && !(b[0] == 0 && b[1] == 0x64 && (b[2] & 0xff) == 0xff && (b[3] & 0xff) == 0x9b);
      default -> false;
    };
  }

  /** This network, shared address space, protocol assignments, benchmarks, reserved. */
  private static boolean isPublic4(int a, int b, int c) {
    return a != 0
        && a < 240
        && !(a == 100 && b >= 64 && b < 128)
        && !(a == 192 && b == 0 && c == 0)
        && !(a == 198 && (b == 18 || b == 19));
  }
}
