package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.event.v1.Priority;
import dev.puente.event.v1.SendNotification;
import dev.puente.event.v1.Template;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequestDigestTest {
  private static SendNotification.Builder body() {
    return SendNotification.newBuilder()
        .setType("REMINDER")
        .setRecipientId("17")
        .setMessage("Hola")
        .setPriority(Priority.TRANSACTIONAL);
  }

  @Test
  void shouldBeEqualWhenOnlyTheOrderOfMetadataDiffers() {
    // given
    Map<String, String> one = new LinkedHashMap<>();
    one.put("a", "1");
    one.put("b", "2");
    Map<String, String> other = new LinkedHashMap<>();
    other.put("b", "2");
    other.put("a", "1");
    // when
    String first = RequestDigest.of("client/17", body().setMetadata(one).build());
    String second = RequestDigest.of("client/17", body().setMetadata(other).build());
    // then
    assertThat(first).isEqualTo(second).matches("[0-9a-f]{64}");
  }

  @Test
  void shouldBeEqualWhenThePhoneIsTypedDifferently() {
    // given
    SendNotification typed = body().setRecipientId(null).setPhone("011 15-2345-6789").build();
    SendNotification dialable = body().setRecipientId(null).setPhone("+5491123456789").build();
    // when
    String first = RequestDigest.of("phone/+541123456789", typed);
    // then
    assertThat(first).isEqualTo(RequestDigest.of("phone/+541123456789", dialable));
  }

  @Test
  void shouldDifferWhenAnyPartDiffers() {
    // given
    Template template = new Template("recordatorio", "es_MX", null, null, null);
    // when
    String plain = RequestDigest.of("client/17", body().build());
    // then
    assertThat(plain)
        .isNotEqualTo(RequestDigest.of("client/18", body().build()))
        .isNotEqualTo(RequestDigest.of("client/17", body().setMessage("Adiós").build()))
        .isNotEqualTo(RequestDigest.of("client/17", body().setType("OTHER").build()))
        .isNotEqualTo(RequestDigest.of("client/17", body().setTemplate(template).build()))
        .isNotEqualTo(RequestDigest.of("client/17", body().setInboxId(3L).build()))
        .isNotEqualTo(RequestDigest.of("client/17", body().setPriority(Priority.BULK).build()))
        .isNotEqualTo(RequestDigest.of("client/17", body().setGroup("g").build()))
        .isNotEqualTo(RequestDigest.of("client/17", body().setMetadata(Map.of("a", "1")).build()))
        .isNotEqualTo(
            RequestDigest.of("client/17", body().setSendAt(Instant.ofEpochMilli(5)).build()))
        .isNotEqualTo(
            RequestDigest.of("client/17", body().setExpiresAt(Instant.ofEpochMilli(5)).build()));
  }

  @Test
  void shouldDifferWhenTextMovesFromOnePartToTheNext() {
    // given
    SendNotification left = body().setType("AB").setMessage("C").build();
    // when
    String digest = RequestDigest.of("client/17", left);
    // then
    assertThat(digest)
        .isNotEqualTo(RequestDigest.of("client/17", body().setType("A").setMessage("BC").build()));
  }
}
