package dev.puente.sandbox.chatwoot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.puente.sandbox.chatwoot.fault.FaultHandle;
import dev.puente.sandbox.chatwoot.fault.FaultSpec;
import dev.puente.sandbox.chatwoot.journal.JournalEntry.MessageCreated;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Starting, many callers at once, and stopping. */
class SimulatorLifeTest {

  @Test
  @Timeout(30)
  void shouldStopWhileRequestsAndWebhooksHang() throws Exception {
    // given
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        HangingServer receiver = new HangingServer()) {
      SimClinic clinic = new SimClinic(SimulatorSettings.defaults());
      clinic.simulator.driver().createWebhook(clinic.account, receiver.url(), List.of(), null);
      long conversation = clinic.conversation(clinic.contact("+5491123456789"), clinic.api.id());
      FaultHandle fault =
          clinic.simulator.faults().install(FaultSpec.on("POST", "/messages").holdAnswer());
      Future<SimClient.Answer> held = threads.submit(() -> clinic.say(conversation, "held"));
      await().atMost(Duration.ofSeconds(10)).until(() -> fault.hits() == 1);
      await().atMost(Duration.ofSeconds(10)).until(() -> receiver.accepted() > 0);

      // when
      clinic.simulator.close();

      // then
      assertThat(endOf(held)).isIn("broken", "answered");
      clinic.client.close();
    }
  }

  @Test
  void shouldLoseAndRepeatNothingWhenManyWriteAtOnce() throws Exception {
    // given
    int callers = 16;
    int each = 20;
    try (SimClinic clinic =
            new SimClinic(SimulatorSettings.defaults().withMessagesPerMinute(1_000));
        WebhookTrap trap = new WebhookTrap();
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      clinic
          .simulator
          .driver()
          .createWebhook(clinic.account, trap.url(), List.of("message_created"), null);
      long conversation = clinic.conversation(clinic.contact("+5491123456789"), clinic.api.id());

      // when
      List<Future<?>> running = new ArrayList<>();
      for (int caller = 0; caller < callers; caller++) {
        String name = "c" + caller;
        running.add(threads.submit(() -> sayAll(clinic, conversation, name, each)));
      }
      for (Future<?> future : running) {
        future.get(60, TimeUnit.SECONDS);
      }
      await().atMost(Duration.ofSeconds(30)).until(clinic.simulator::isIdle);

      // then
      assertThat(clinic.simulator.journal().messages())
          .hasSize(callers * each)
          .extracting(MessageCreated::content)
          .doesNotHaveDuplicates();
      assertThat(trap.caught())
          .hasSize(callers * each)
          .extracting(caught -> caught.body().path("id").asLong())
          .isSorted()
          .doesNotHaveDuplicates();
      assertThat(clinic.simulator.droppedDeliveries()).isZero();
    }
  }

  private static int sayAll(SimClinic clinic, long conversation, String name, int count)
      throws IOException {
    for (int i = 0; i < count; i++) {
      SimClinic.ok(clinic.say(conversation, name + "-" + i));
    }
    return count;
  }

  private static String endOf(Future<SimClient.Answer> answer) throws Exception {
    try {
      answer.get(10, TimeUnit.SECONDS);
      return "answered";
    } catch (ExecutionException broken) {
      return "broken";
    }
  }
}
