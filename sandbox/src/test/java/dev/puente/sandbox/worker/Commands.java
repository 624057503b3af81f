package dev.puente.sandbox.worker;

import dev.puente.event.v1.ContactTarget;
import dev.puente.event.v1.NotificationCommand;
import dev.puente.event.v1.Priority;
import dev.puente.event.v1.SendMessage;
import java.time.Duration;
import java.time.Instant;
import org.apache.avro.specific.SpecificRecord;

/** Commands as a mailbox writes them. */
final class Commands {
  private Commands() {}

  static String marker(String occurrence) {
    return "puente/" + ChatwootLab.TENANT + "/" + occurrence;
  }

  static ContactTarget phone(String key) {
    return ContactTarget.newBuilder()
        .setPhoneKey(key)
        .setPhoneRaw(key)
        .setRegion("AR")
        .setDisplayName("Maria")
        .build();
  }

  static SendMessage message(String id, ContactTarget target, long inbox, String content) {
    return SendMessage.newBuilder()
        .setNotificationId(id)
        .setOccurrence(id)
        .setTarget(target)
        .setInboxId(inbox)
        .setContent(content)
        .setType("REMINDER")
        .build();
  }

  /** A message to a phone. */
  static NotificationCommand send(String id, int epoch, String phoneKey, long inbox) {
    return builder(id, epoch, "phone/" + phoneKey)
        .setBody(message(id, phone(phoneKey), inbox, "Hola " + id))
        .setMarker(marker(id))
        .build();
  }

  /** The same command again, as a mailbox sends it after an answer or without one. */
  static NotificationCommand again(NotificationCommand command, int epoch, boolean suspect) {
    Instant now = Instant.now();
    String occurrence = command.getCommandId().substring(0, command.getCommandId().indexOf('#'));
    return NotificationCommand.newBuilder(command)
        .setCommandId(occurrence + "#" + epoch)
        .setSuspect(suspect)
        .setCreatedAt(now)
        .setNotAfter(now.plus(Duration.ofMinutes(10)))
        .build();
  }

  static NotificationCommand of(String subject, String address, SpecificRecord body) {
    return builder("sync:" + subject, 1, address).setBody(body).build();
  }

  private static NotificationCommand.Builder builder(String id, int epoch, String address) {
    Instant now = Instant.now();
    return NotificationCommand.newBuilder()
        .setCommandId(id + "#" + epoch)
        .setTenant(ChatwootLab.TENANT)
        .setAddress(address)
        .setFirstDispatchedAt(now)
        .setCreatedAt(now)
        .setNotAfter(now.plus(Duration.ofMinutes(10)))
        .setPriority(Priority.TRANSACTIONAL);
  }
}
