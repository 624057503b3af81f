package dev.puente.sandbox.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void shouldNameTheBusyPortAndItsOption() throws Exception {
    // given
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports wanted = new Ports(0, 0, 0, 0, other.getLocalPort(), 0, 0);

      // when, then
      assertThatThrownBy(() -> wanted.resolve(false))
          .hasMessageContaining("port " + other.getLocalPort() + " is busy")
          .hasMessageContaining("--simulator-port");
      assertThat(wanted.resolve(true).simulator()).isNotEqualTo(other.getLocalPort());
    }
  }

  @Test
  void shouldNotNeedThePortOfTheSimulatorWhenNoneIsStarted() throws Exception {
    // given
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Ports wanted = new Ports(0, 0, 0, 0, other.getLocalPort(), 0, 0);

      // when
      Ports real = wanted.withoutSimulator().resolve(false);

      // then
      assertThat(real.gateway()).isPositive();
    }
  }
}
