package dev.puente.notifier.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TargetCheckTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1",
        "10.1.2.3",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "198.18.0.1",
        "192.0.0.8",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "::7f00:1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::ffff:10.0.0.1"
      })
  void shouldNotCallAddressesInsideOurNetwork(String address) {
    assertThat(TargetCheck.isPublic(InetAddress.ofLiteral(address))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111"})
  void shouldCallPublicAddresses(String address) {
    assertThat(TargetCheck.isPublic(InetAddress.ofLiteral(address))).isTrue();
  }

  @Test
  void shouldCallAnybodyWhenPrivateTargetsAreAllowed() {
    // given
    URI uri = URI.create("http://127.0.0.1:3000/x");

    // then
    assertThat(new TargetCheck(true).allows(uri)).isTrue();
    assertThat(new TargetCheck(false).allows(uri)).isFalse();
  }
}
