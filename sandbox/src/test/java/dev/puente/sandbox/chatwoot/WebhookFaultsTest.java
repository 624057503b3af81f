package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhookFaultsTest {

  private SimClinic clinic;
  private WebhookTrap trap;

  @BeforeEach
  void start() throws IOException {
    clinic = new SimClinic(SimulatorSettings.defaults());
    trap = new WebhookTrap();
    clinic
        .simulator
        .driver()
        .createWebhook(clinic.account, trap.url(), List.of("message_created"), null);
  }

  @AfterEach
  void stop() {
    clinic.close();
    trap.close();
  }

  @Test
  void shouldKeepTheOrderOfAContactWhenNothingIsOrdered() {
    // when
    write(30);

    // then
    assertThat(ids()).hasSize(30).isSorted();
    assertThat(clinic.simulator.journal().deliveries()).hasSize(30).allMatch(d -> d.delivered());
  }

  @Test
  void shouldRepeatDeliveriesWhenDuplicatesAreOrdered() {
    // given
    clinic.simulator.webhookFaults().duplicate(3, true);

    // when
    write(1);

    // then
    assertThat(trap.caught()).hasSize(3);
    assertThat(trap.caught())
        .extracting(each -> each.header("x-chatwoot-delivery"))
        .containsOnly(trap.caught().getFirst().header("x-chatwoot-delivery"));
  }

  @Test
  void shouldChangeTheOrderWhenShuffled() {
    // given
    clinic.simulator.webhookFaults().shuffle(Duration.ofMillis(300));

    // when
    write(30);

    // then
    assertThat(ids()).hasSize(30).doesNotHaveDuplicates();
    assertThat(ids()).isNotEqualTo(ids().stream().sorted().toList());
  }

  @Test
  void shouldLoseDeliveriesWhenOrdered() {
    // given
    clinic.simulator.webhookFaults().drop(2);

    // when
    write(3);

    // then
    assertThat(trap.caught()).hasSize(1);
    assertThat(clinic.simulator.journal().deliveries())
        .extracting(delivery -> delivery.delivered())
        .containsExactlyInAnyOrder(false, false, true);
  }

  @Test
  void shouldNotRepeatWhenTheReceiverFails() {
    // given
    trap.answer(500);

    // when
    write(1);

    // then
    assertThat(trap.caught()).hasSize(1);
    assertThat(clinic.simulator.journal().deliveries())
        .singleElement()
        .matches(delivery -> !delivery.delivered())
        .matches(delivery -> delivery.outcome().equals("500 Internal Server Error"));
  }

  private void write(int count) {
    IntStream.range(0, count)
        .forEach(
            i ->
                clinic
                    .simulator
                    .driver()
                    .whatsapp(clinic.account, clinic.whatsapp.id(), "54911", "Ana", "m" + i));
    await().atMost(Duration.ofSeconds(20)).until(clinic.simulator::isIdle);
  }

  private List<Long> ids() {
    return trap.caught().stream().map(each -> each.body().path("id").asLong()).toList();
  }
}
