package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T2: every source, because such values turn up in typed fields too. */
class PhoneIdentifiersTest {
  private final Phones phones = new Phones();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "AR.5491123456789",
        "US.13491208655302741918",
        "BR.ENT.11815799212886844830",
        "whatsapp:AR.5491123456789",
        "whatsapp:US.ENT.13491208655302741918",
        "AR.a1b2c3d4",
        "\"AR.5491123456789\"",
        "5491123456789@lid",
        "181234567890123@lid",
        "120363025246125486@g.us",
        "5491123456789-1605123456@g.us",
        "status@broadcast",
        "5491123456789@broadcast",
        "120363025246125486@newsletter",
        "5491123456789@example.com",
        "ana.1123456789@gmail.com",
        "11 2345-6789 @ana",
        "5491123456789\uFF20lid",
        "123456@s.whatsapp.net",
        "1234567890123456@s.whatsapp.net",
        "+5491123456789@s.whatsapp.net",
        "5491123456789@s.whatsapp.net.example.com"
      })
  void shouldBeNoPhoneWhenTheTextIsAnIdentifierOfAnotherKind(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("NOT_A_PHONE_ID");
    assertThat(phones.of(raw, "CHANNEL")).isEqualTo("NOT_A_PHONE_ID");
    assertThat(phones.of(raw, "-")).isEqualTo("NOT_A_PHONE_ID");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "5491123456789@s.whatsapp.net",
        "5491123456789@c.us",
        "5491123456789:4@s.whatsapp.net",
        "5491123456789.0@s.whatsapp.net",
        "5491123456789_1:12@s.whatsapp.net",
        "5491123456789.0:7@S.WhatsApp.net",
        "wa.me/5491123456789",
        "https://wa.me/5491123456789",
        "http://www.wa.me/+5491123456789/",
        "HTTPS://WA.ME/5491123456789?text=Hola%20123",
        "https://api.whatsapp.com/send?phone=5491123456789",
        "https://api.whatsapp.com/send/?phone=%2B5491123456789&text&type=phone_number",
        "web.whatsapp.com/send?text=1234567&phone=+5491123456789",
        "whatsapp://send?phone=5491123456789",
        "whatsapp://send/?text=a&phone=5491123456789#top"
      })
  void shouldBeAChannelIdWhenTheTextIsAWhatsAppIdOrLink(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("+541123456789");
    assertThat(phones.of(raw, "ES")).isEqualTo("+541123456789");
    assertThat(phones.of(raw, "CHANNEL")).isEqualTo("+541123456789");
    assertThat(phones.of(raw, "-")).isEqualTo("+541123456789");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://wa.me/message/ABCDEF1234567",
        "https://wa.me/qr/5491123456789",
        "https://wa.me/5491123456789/x",
        "https://chat.whatsapp.com/5491123456789",
        "https://api.whatsapp.com/send?text=5491123456789",
        "https://api.whatsapp.com/send?phone=5491123456789&phone=5491134567890",
        "https://api.whatsapp.com/send?phone=54911abc",
        "https://example.com/1123456789",
        "www.example.com 1123456789",
        "tel:1123456789;phone-context=+54",
        "Escribime: wa.me/51987654321",
        "facebook.com/100012345678"
      })
  void shouldBeNoNumberWhenTheTextIsAnotherWebAddress(String raw) {
    assertThat(phones.of(raw, "BR")).isEqualTo("NOT_A_NUMBER");
    assertThat(phones.of(raw, "-")).isEqualTo("NOT_A_NUMBER");
  }

  @ParameterizedTest
  @CsvSource({
    "whatsapp:+5491123456789, +541123456789",
    "WhatsApp:+5491123456789, +541123456789",
    "+5491123456789, +541123456789",
    "sms:+5491123456789, +541123456789",
    "messenger:5491123456789, NOT_A_PHONE_ID",
    "telegram:5491123456789, NOT_A_PHONE_ID",
    "ar.5491123456789, NOT_A_PHONE_ID",
    "Info 5491123456789, NOT_A_PHONE_ID",
    "InfoSMS, NOT_A_NUMBER"
  })
  void shouldTakeOnlySchemesOfPhonesFromAChannel(String id, String expected) {
    assertThat(phones.of(id, "CHANNEL")).isEqualTo(expected);
  }
}
