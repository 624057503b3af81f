package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.schemas.key.ContactPhones.Evidence;
import dev.puente.schemas.key.ContactPhones.Origin;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ContactPhonesTest {
  private final ContactPhones contacts = new ContactPhones(new PhoneKeys(64));

  @ParameterizedTest
  @CsvSource({
    "Channel::Whatsapp, 5491123456789",
    "Channel::TwilioSms, whatsapp:+5491123456789",
    "Channel::TwilioSms, +5491123456789",
    "Channel::Sms, +5491123456789",
    "Channel::Whatsapp, 5491123456789@s.whatsapp.net"
  })
  void shouldReadTheSourceIdAsChannelIdOnPhoneBasedInboxes(String type, String sourceId) {
    // when
    Evidence evidence = contacts.evidence(type, sourceId, null);

    // then
    assertThat(evidence.matchKey()).isEqualTo("+541123456789");
    assertThat(evidence.origin()).isEqualTo(Origin.CHANNEL_ID);
    assertThat(evidence.otherKey()).isNull();
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "Channel::WebWidget",
        "Channel::Api",
        "Channel::Email",
        "Channel::FacebookPage",
        "Channel::Instagram",
        "Channel::Telegram",
        "Channel::Line",
        ""
      })
  void shouldNeverReadAnOpaqueSourceIdAsPhone(String type) {
    // when
    Evidence without = contacts.evidence(type, "5491123456789", null);
    Evidence with = contacts.evidence(type, "5491123456789", "+54 9 11 3456-7890");

    // then
    assertThat(without.matchKey()).isNull();
    assertThat(without.origin()).isNull();
    assertThat(with.matchKey()).isEqualTo("+541134567890");
    assertThat(with.origin()).isEqualTo(Origin.PHONE_NUMBER);
    assertThat(with.otherKey()).isNull();
  }

  @Test
  void shouldPreferTheChannelIdAndKeepTheOtherAsRemarkWhenTheyDiffer() {
    // when
    Evidence evidence = contacts.evidence("Channel::Whatsapp", "5491123456789", "+5491134567890");

    // then
    assertThat(evidence.matchKey()).isEqualTo("+541123456789");
    assertThat(evidence.otherKey()).isEqualTo("+541134567890");
  }

  @Test
  void shouldHaveOneKeyWhenBothAgree() {
    // when
    Evidence evidence = contacts.evidence("Channel::Whatsapp", "553187654320", "+5531987654320");

    // then
    assertThat(evidence.matchKey()).isEqualTo("+5531987654320");
    assertThat(evidence.otherKey()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AR.5491123456789",
        "181234567890123",
        "messenger:5491123456789",
        "5491123456789 (Ana)",
        "5491123456789@lid",
        " "
      })
  void shouldFallBackToThePhoneNumberWhenTheSourceIdIsNoPhone(String sourceId) {
    // when
    Evidence evidence = contacts.evidence("Channel::Whatsapp", sourceId, "+5491134567890");

    // then
    assertThat(evidence.matchKey()).isEqualTo("+541134567890");
    assertThat(evidence.origin()).isEqualTo(Origin.PHONE_NUMBER);
  }

  @Test
  void shouldNeverTreatThePhoneNumberAsChannelId() {
    assertThat(contacts.evidence("Channel::Whatsapp", null, "+553197654320").matchKey()).isNull();
    assertThat(contacts.evidence("Channel::Whatsapp", "", "5491134567890").matchKey()).isNull();
  }

  @Test
  void shouldHaveNothingWhenThereIsNothing() {
    // when
    Evidence evidence = contacts.evidence("Channel::Sms", null, " ");

    // then
    assertThat(evidence).isEqualTo(new Evidence(null, null));
    assertThat(evidence.matchKey()).isNull();
  }
}
