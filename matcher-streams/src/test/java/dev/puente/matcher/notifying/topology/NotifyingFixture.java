package dev.puente.matcher.notifying.topology;

import static java.util.Objects.requireNonNull;

import dev.puente.event.v1.Address;
import dev.puente.event.v1.CancelNotification;
import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.CommandKind;
import dev.puente.event.v1.CommandResult;
import dev.puente.event.v1.EventConversation;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.EventOrigin;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.NotificationOutcome;
import dev.puente.event.v1.NotificationRequest;
import dev.puente.event.v1.Priority;
import dev.puente.event.v1.ResultCode;
import dev.puente.event.v1.SendNotification;
import dev.puente.matcher.TopologyHarness;
import dev.puente.matcher.notifying.config.NotifyingSettings;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.util.unit.DataSize;

/** The whole topology in a driver, with the words of the business. */
final class NotifyingFixture implements AutoCloseable {
  static final String KEY = "+541123456789";
  static final String PHONE = "phone/" + KEY;

  final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  final TopologyHarness harness;
  final Topics topics;

  NotifyingFixture(TenantConfig... tenants) {
    harness =
        new TopologyHarness(
            new NotifyingPart(settings(), meters), new TenantDirectory(List.of(tenants)));
    topics = harness.topics();
  }

  static NotifyingSettings settings() {
    return new NotifyingSettings(
        Duration.ofSeconds(60),
        Duration.ofMinutes(10),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        8,
        Duration.ofSeconds(1),
        Duration.ofHours(1),
        Duration.ofHours(1),
        16,
        200,
        DataSize.ofMegabytes(1),
        Duration.ofSeconds(10),
        Duration.ofDays(30),
        Duration.ofMillis(100),
        Duration.ofMillis(50),
        500,
        Duration.ofSeconds(1));
  }

  static TenantConfig tenant(String id) {
    return tenant(id, "http://chat.example", new TenantConfig.Inbox(3, "Channel::Api", null, true));
  }

  static TenantConfig tenant(String id, String url, TenantConfig.Inbox... inboxes) {
    return tenant(id, url, null, Map.of(), inboxes);
  }

  static TenantConfig tenant(
      String id,
      String url,
      TenantConfig.@Nullable QuietHours quiet,
      Map<String, TenantConfig.TemplateConfig> templates,
      TenantConfig.Inbox... inboxes) {
    return TenantConfig.of(id, URI.create(url), 1)
        .inboxes(List.of(inboxes))
        .apiToken(new Secret("token-of-" + id))
        .region("AR")
        .timeZone(ZoneId.of("America/Argentina/Buenos_Aires"))
        .locale("es-AR")
        .quietHours(quiet)
        .templates(templates)
        .build();
  }

  static SendNotification.Builder message(String client) {
    return SendNotification.newBuilder()
        .setType("APPOINTMENT_REMINDER")
        .setRecipientId(client)
        .setMessage("Tu cita es mañana");
  }

  void request(String id, String recipient, SendNotification.Builder body) {
    publish("a:" + recipient, id, body.build());
  }

  /** A message for client 17. */
  void request(String id) {
    request(id, "client/17", message("17"));
  }

  void publish(@Nullable String key, String id, Object body) {
    harness.publish(
        topics.notificationRequests(),
        new TestRecord<>(
            key, new NotificationRequest("a", id, harness.now(), body), harness.now()));
  }

  void cancel(String id) {
    publish("a:client/17", id, new CancelNotification(null));
  }

  void address(String recipient, @Nullable String address, long version) {
    harness.publish(
        topics.addresses(),
        "a:" + recipient,
        Address.newBuilder()
            .setTenant("a")
            .setRecipient(recipient)
            .setAddress(address)
            .setVersion(version)
            .setDisplayName("María")
            .setPhoneRaw("11 15-2345-6789")
            .setRegion("AR")
            .build());
  }

  void answer(String address, String commandId, ResultCode code) {
    answer(address, result(address, commandId, code));
  }

  void answer(String address, CommandResult.Builder result) {
    harness.publish(topics.commandResults(), "a:" + address, result.build());
  }

  void sent(String address, String commandId, long messageId) {
    answer(
        address,
        result(address, commandId, ResultCode.SENT)
            .setMessageId(messageId)
            .setConversationId(70L)
            .setContactId(9L)
            .setInboxId(3L));
  }

  CommandResult.Builder result(String address, String commandId, ResultCode code) {
    return CommandResult.newBuilder()
        .setCommandId(commandId)
        .setTenant("a")
        .setAddress(address)
        .setKind(CommandKind.SEND)
        .setCode(code)
        .setStartedAt(harness.now())
        .setFinishedAt(harness.now());
  }

  /** A webhook about message 500. */
  void webhook(
      String event, @Nullable String marker, @Nullable String status, @Nullable String error) {
    harness.publish(
        topics.chatwootEvents(),
        "a:9",
        ChatwootEvent.newBuilder()
            .setEventId("e-" + event + status)
            .setTenant("a")
            .setEvent(event)
            .setOrigin(EventOrigin.WEBHOOK)
            .setReceivedAt(harness.now())
            .setInboxId(3L)
            .setConversation(EventConversation.newBuilder().setId(70).build())
            .setMessage(
                EventMessage.newBuilder()
                    .setId(500)
                    .setMessageType("outgoing")
                    .setPrivateNote(false)
                    .setContentLength(5)
                    .setDeleted(false)
                    .setPuenteId(marker)
                    .setStatus(status)
                    .setExternalError(error)
                    .build())
            .setRaw("{}")
            .build());
  }

  void after(Duration duration) {
    harness.advance(duration);
  }

  void afterSeconds(long seconds) {
    harness.advance(Duration.ofSeconds(seconds));
  }

  List<NotificationCommand> commands() {
    return harness.values(topics.notificationCommands()).stream()
        .map(Objects::requireNonNull)
        .toList();
  }

  List<String> commandIds() {
    return commands().stream().map(NotificationCommand::getCommandId).toList();
  }

  NotificationCommand command() {
    List<NotificationCommand> found = commands();
    return found.getLast();
  }

  /** States published since the last look: {@code id STATE reason}. */
  List<String> outcomes() {
    return harness.values(topics.notificationOutcomes()).stream()
        .map(Objects::requireNonNull)
        .map(
            o ->
                o.getNotificationId()
                    + " "
                    + o.getState()
                    + (o.getReason() == null ? "" : " " + o.getReason()))
        .toList();
  }

  NotificationOutcome lastOutcome() {
    return requireNonNull(harness.values(topics.notificationOutcomes()).getLast());
  }

  static Instant at(long millis) {
    return Instant.ofEpochMilli(millis);
  }

  static Priority bulk() {
    return Priority.BULK;
  }

  @Override
  public void close() {
    harness.close();
  }
}
