package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressTest {
  private final ClientAddress behindProxies =
      new ClientAddress(List.of("10.0.0.0/8", "192.168.7.1", "fd00::/8"));

  @Test
  void shouldNotBelieveHeadersOfStrangers() {
    assertThat(behindProxies.of("203.0.113.9", List.of("198.51.100.1"))).isEqualTo("203.0.113.9");
    assertThat(new ClientAddress(List.of()).of("10.0.0.1", List.of("198.51.100.1")))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void shouldTakeTheLastAddressThatIsNoProxy() {
    assertThat(behindProxies.of("10.1.2.3", List.of("1.1.1.1", " 203.0.113.9", "192.168.7.1")))
        .isEqualTo("203.0.113.9");
    assertThat(behindProxies.of("fd00::1", List.of("203.0.113.9"))).isEqualTo("203.0.113.9");
  }

  @Test
  void shouldStopAtWhatIsNoAddress() {
    assertThat(behindProxies.of("10.1.2.3", List.of("203.0.113.9", "unknown")))
        .isEqualTo("10.1.2.3");
    assertThat(behindProxies.of("10.1.2.3", List.of())).isEqualTo("10.1.2.3");
  }

  @Test
  void shouldCountAllAddressesOfAnIpv6NetworkAsOne() {
    assertThat(behindProxies.of("2001:db8:1:2:3:4:5:6", List.of()))
        .isEqualTo(behindProxies.of("2001:db8:1:2::9", List.of()))
        .isNotEqualTo(behindProxies.of("2001:db8:1:3::9", List.of()));
  }

  @Test
  void shouldRefuseWhatIsNoBlock() {
    for (String wrong : List.of("10.0.0.0/33", "10.0.0.0/x", "example.com", "", "10.0.0/8/9")) {
      assertThatThrownBy(() -> new ClientAddress(List.of(wrong)))
          .as(wrong)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
