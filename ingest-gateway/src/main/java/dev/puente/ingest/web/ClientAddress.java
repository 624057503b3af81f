package dev.puente.ingest.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a request really comes from: the address of the connection, or, when that is a trusted
 * proxy, the last address in {@code X-Forwarded-For} that is none. What stands before it could have
 * been written by anybody. Of an IPv6 address only the first 64 bits count: a customer has all of
 * the rest.
 */
public final class ClientAddress {
  private static final int HOP_LIMIT = 32;

  private final List<Block> trusted;

  private record Block(byte[] address, int bits) {
    boolean holds(byte[] other) {
      return other.length == address.length && Arrays.equals(cut(other, bits), address);
    }
  }

  /**
   * @param trusted addresses or blocks such as {@code 10.0.0.0/8}
   * @throws IllegalArgumentException when one is neither
   */
  public ClientAddress(List<String> trusted) {
    this.trusted = trusted.stream().map(ClientAddress::block).toList();
  }

  /** The address to count by. */
  public String of(HttpServletRequest request) {
    List<String> forwarded = new ArrayList<>();
    for (String header : Collections.list(request.getHeaders("X-Forwarded-For"))) {
      forwarded.addAll(Arrays.asList(header.split(",", HOP_LIMIT)));
    }
    return of(request.getRemoteAddr(), forwarded);
  }

  String of(String connection, List<String> forwarded) {
    @Nullable InetAddress address = literal(connection).orElse(null);
    if (address == null) {
      return connection;
    }
    for (int i = forwarded.size() - 1; i >= 0 && isTrusted(address); i--) {
      @Nullable InetAddress before = literal(forwarded.get(i)).orElse(null);
      if (before == null) {
        break;
      }
      address = before;
    }
    return network(address);
  }

  /** Whether it is one of the trusted proxies. */
  public boolean isTrusted(InetAddress address) {
    return trusted.stream().anyMatch(block -> block.holds(address.getAddress()));
  }

  /** What addresses are counted by: an IPv4 address, or a network of IPv6 with 64 bits. */
  public static String network(InetAddress address) {
    return address instanceof Inet6Address
        ? HexFormat.of().formatHex(address.getAddress(), 0, 8) + "/64"
        : address.getHostAddress();
  }

  private static Block block(String text) {
    int slash = text.indexOf('/');
    String plain = slash < 0 ? text : text.substring(0, slash);
    byte[] address =
        literal(plain)
            .map(InetAddress::getAddress)
            .orElseThrow(() -> new IllegalArgumentException("not an address: " + text));
    int all = address.length * 8;
    String bits = slash < 0 ? Integer.toString(all) : text.substring(slash + 1);
    if (!bits.matches("[0-9]{1,3}") || Integer.parseInt(bits) > all) {
      throw new IllegalArgumentException("not a block of addresses: " + text);
    }
    return new Block(cut(address, Integer.parseInt(bits)), Integer.parseInt(bits));
  }

  private static Optional<InetAddress> literal(String text) {
    try {
      return Optional.of(InetAddress.ofLiteral(text.strip()));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static byte[] cut(byte[] address, int bits) {
    byte[] cut = address.clone();
    for (int i = 0; i < cut.length; i++) {
      int left = Math.clamp(bits - i * 8L, 0, 8);
      cut[i] &= (byte) (0xFF << (8 - left));
    }
    return cut;
  }
}
