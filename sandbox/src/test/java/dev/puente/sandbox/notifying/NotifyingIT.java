package dev.puente.sandbox.notifying;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.NotificationState;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.SendNotification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to commands and answers to outcomes, with real topics, transactions and restores. */
class NotifyingIT {
  private static final int UNAVAILABLE = 503;

  @TempDir Path folder;
  private MatcherLab lab;
  private long lastMessage = 100;

  @BeforeEach
  void start() throws Exception {
    lab = new MatcherLab(folder);
    lab.startMatcher();
  }

  @AfterEach
  void stop() throws Exception {
    lab.close();
  }

  private void request(String tenant, String id, String phone) {
    SendNotification body =
        SendNotification.newBuilder()
            .setType("REMINDER")
            .setPhone(phone)
            .setMessage("Tu cita es mañana")
            .build();
    String key = "phone/" + phone.replace("+549", "+54");
    lab.publish(
        lab.topics.notificationRequests(),
        tenant + ":" + key,
        new NotificationRequest(tenant, id, Instant.now(), body));
  }

  private void sent(NotificationCommand command) {
    lab.publish(
        lab.topics.commandResults(),
        command.getTenant() + ":" + command.getAddress(),
        CommandResult.newBuilder()
            .setCommandId(command.getCommandId())
            .setTenant(command.getTenant())
            .setAddress(command.getAddress())
            .setKind(CommandKind.SEND)
            .setCode(ResultCode.SENT)
            .setMessageId(++lastMessage)
            .setConversationId(70L)
            .setContactId(9L)
            .setStartedAt(Instant.now())
            .setFinishedAt(Instant.now())
            .build());
  }

  private void until(String what, Callable<Boolean> condition) {
    Awaitility.await(what)
        .atMost(MatcherLab.LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(
            () -> {
              lab.read();
              return condition.call();
            });
  }

  private List<String> commandIds() {
    return lab.commands.stream().map(NotificationCommand::getCommandId).toList();
  }

  private Set<String> idsIn(NotificationState state) {
    return lab.outcomes.stream()
        .filter(o -> o.getState() == state)
        .map(o -> o.getNotificationId())
        .collect(Collectors.toSet());
  }

  @Test
  void shouldSendABurstToOnePhoneInTheOrderOfAcceptance() {
    // given
    List<String> ids = IntStream.rangeClosed(1, 40).mapToObj(i -> "n" + i).toList();
    ids.forEach(id -> request("a", id, "+5491123456789"));
    lab.flush();

    // when
    for (int i = 1; i <= ids.size(); i++) {
      int wanted = i;
      until("command " + i, () -> lab.commands.size() >= wanted);
      sent(lab.commands.get(i - 1));
    }
    until("all sent", () -> idsIn(NotificationState.SENT).size() == ids.size());

    // then
    assertThat(commandIds()).isEqualTo(ids.stream().map(id -> id + "#1").toList());
  }

  @Test
  void shouldKeepTheCommandsOfAnInstallationInOnePartition() {
    // given
    for (int i = 0; i < 10; i++) {
      request("a", "a" + i, "+549112345678" + i);
      request("b", "b" + i, "+549112345678" + i);
    }

    // when
    until("commands", () -> lab.commands.size() == 20);

    // then
    assertThat(partitionsOf("a")).hasSize(1);
    assertThat(partitionsOf("b")).hasSize(1);
  }

  private Set<Integer> partitionsOf(String tenant) {
    return lab.commandRecords.stream()
        .filter(r -> new String(r.key(), StandardCharsets.UTF_8).startsWith(tenant + ":"))
        .map(ConsumerRecord::partition)
        .collect(Collectors.toSet());
  }

  /** A matcher that has not caught up says so, and never that an id is unknown. */
  private int unknown() throws Exception {
    return lab.view("a", "never").statusCode();
  }

  @Test
  void shouldGoOnWhereItWasWhenTheStoresAreRestored() throws Exception {
    // given
    List<String> expected = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      request("a", "n" + i, "+5491123456789");
      expected.add("n" + i + "#1");
    }
    until("first command", () -> lab.commands.size() == 1);
    until("all accepted", () -> lab.outcomes.size() >= 4);

    // when
    lab.stopMatcher();
    lab.startMatcher();
    request("a", "n1", "+5491123456789");
    for (int i = 1; i <= 3; i++) {
      int wanted = i;
      until("command " + i, () -> lab.commands.size() >= wanted);
      sent(lab.commands.get(i - 1));
    }
    until("all sent", () -> idsIn(NotificationState.SENT).size() == 3);

    // then
    assertThat(commandIds()).isEqualTo(expected);
    var view = lab.view("a", "n1");
    assertThat(view.statusCode()).isEqualTo(200);
    assertThat(view.body())
        .contains("\"notification_id\":\"n1\"", "\"status\":\"SENT\"", "\"message_id\":101");
    until("the restarted matcher knows what it holds", () -> unknown() != UNAVAILABLE);
    assertThat(unknown()).isEqualTo(404);
  }
}
