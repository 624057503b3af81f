package dev.puente.matcher.notifying.processor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.ChatwootEvent;
import dev.puente.event.v1.EventMessage;
import dev.puente.event.v1.EventOrigin;
import dev.puente.matcher.notifying.domain.State;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceiptReaderTest {
  private final ReceiptReader reader = new ReceiptReader("puente");

  private static EventMessage.Builder message() {
    return EventMessage.newBuilder()
        .setId(500)
        .setMessageType("outgoing")
        .setPrivateNote(false)
        .setContentLength(3)
        .setDeleted(false)
        .setPuenteId("puente/a/n1");
  }

  private ReceiptReader.@Nullable Found read(String event, EventMessage message) {
    return reader.read(
        ChatwootEvent.newBuilder()
            .setEventId("e")
            .setTenant("a")
            .setEvent(event)
            .setOrigin(EventOrigin.WEBHOOK)
            .setReceivedAt(Instant.EPOCH)
            .setMessage(message)
            .setRaw("{}")
            .build());
  }

  @ParameterizedTest
  @CsvSource({
    "sent, , SENT, ",
    ", , SENT, ",
    "delivered, , DELIVERED, ",
    "read, , READ, ",
    "failed, , FAILED, channel_error",
    "sent, 131047: Re-engagement message, FAILED, channel_131047",
    "sent, 503 Service Unavailable, FAILED, channel_503",
    "sent, 24-hour window is closed, FAILED, channel_error",
    "sent, Net::ReadTimeout with +5491123456789, FAILED, channel_error",
    "delivered, ' ', DELIVERED, "
  })
  void shouldReadTheStateOfTheMessage(
      @Nullable String status, @Nullable String error, State state, @Nullable String reason) {
    // when
    ReceiptReader.Found found =
        read("message_updated", message().setStatus(status).setExternalError(error).build());

    // then
    assertThat(found)
        .isNotNull()
        .satisfies(
            f -> {
              assertThat(f.id()).isEqualTo("n1");
              assertThat(f.receipt().state()).isEqualTo(state);
              assertThat(f.receipt().reason()).isEqualTo(reason);
              assertThat(f.receipt().ref().messageId()).isEqualTo(500);
            });
  }

  @Test
  void shouldFindTheNotificationOfALaterOccurrence() {
    // when
    ReceiptReader.Found found =
        read("message_created", message().setPuenteId("puente/a/n1#2").build());

    // then
    assertThat(found)
        .isNotNull()
        .satisfies(
            f -> {
              assertThat(f.id()).isEqualTo("n1");
              assertThat(f.receipt().occurrence()).isEqualTo("n1#2");
            });
  }

  @Test
  void shouldTakeNothingFromMessagesOfOthers() {
    // when
    EventMessage incoming = message().setMessageType("incoming").build();
    EventMessage note = message().setPrivateNote(true).build();
    EventMessage otherTenant = message().setPuenteId("puente/b/n1").build();
    EventMessage otherDeployment = message().setPuenteId("test/a/n1").build();
    EventMessage empty = message().setPuenteId("puente/a/").build();
    EventMessage nested = message().setPuenteId("puente/a/b/n1").build();

    // then
    assertThat(read("message_created", incoming)).isNull();
    assertThat(read("message_created", note)).isNull();
    assertThat(read("message_created", otherTenant)).isNull();
    assertThat(read("message_created", otherDeployment)).isNull();
    assertThat(read("message_created", empty)).isNull();
    assertThat(read("message_created", nested)).isNull();
  }

  @Test
  void shouldAskByMessageIdOnlyForNewsWithoutMarker() {
    // when
    EventMessage written = message().setPuenteId(null).build();
    EventMessage delivered = message().setPuenteId(null).setStatus("delivered").build();

    // then
    assertThat(read("message_created", written)).isNull();
    assertThat(read("message_created", delivered)).isNull();
    assertThat(read("message_updated", written)).isNull();
    assertThat(read("message_updated", delivered))
        .isNotNull()
        .satisfies(f -> assertThat(f.id()).isEqualTo("m/500"));
  }
}
