package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** T3. */
class OtherDataTest {
  private final Phones phones = new Phones();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2024-03-05",
        "5/3/2024",
        "05/03/2024",
        "12/25/2024",
        "05.03.1990",
        "05-03-1990",
        "2024/3/5",
        "2024.03.05",
        "5/3/24",
        "2024-03-05T10:20:30Z",
        "2024-03-05 10:20",
        "2024-03-05 10.20.30",
        "2024-03-05T10:20:30.123+03:00",
        "5/3/2024 9:05 pm",
        "F. nac. 05/03/1990",
        "(05/03/1990)",
        "119.876.543-21",
        "CPF 119.876.543-21",
        "12.345.678/0001-95",
        "12.ABC.345/01DE-35",
        "22.345.678-5",
        "RUT: 22.345.678-K",
        "1.234.567-8",
        "900.123.456-7",
        "5.49E+12",
        "5,49E+12",
        "5.49112345678e12",
        "5E12",
        "20-12345678-6",
        "1123456789.000",
        "20. 10. 2024",
        "20 / 10 / 2024",
        "2024 - 10 - 20",
        "DNI 22345678",
        "CC 22345678",
        "CUIT: 20123456786",
        "Pasaporte 1123456789"
      })
  void shouldBeNoPhoneWhenTheTextIsRecognisablyOtherData(String raw) {
    assertThat(phones.of(raw, "UY")).isEqualTo("NOT_PHONE_DATA");
    assertThat(phones.of(raw, "DE")).isEqualTo("NOT_PHONE_DATA");
  }

  @ParameterizedTest
  @CsvSource({
    "2024 0305, UY, +59820240305",
    "2024-0305, UY, +59820240305",
    "2024-13-45, UY, +59820241345",
    "20.12.34, NC, +687201234",
    "2 2345 6785, CL, +56223456785",
    "22345678-5, CL, +56223456785",
    "22345678-2, CL, NOT_PHONE_DATA",
    "22345678-2, ES, UNKNOWN_RANGE",
    "2345678-4, UY, +59823456784",
    "2345678-3, UY, NOT_PHONE_DATA",
    "27-95123456-7, BR, +5527951234567",
    "612.345.678, ES, +34612345678",
    "99.123.456, UY, +59899123456",
    "20.123.456, DK, +4520123456",
    "12.345.678, CO, NOT_PHONE_DATA",
    "CC 12.345.678, CO, NOT_PHONE_DATA",
    "12 345 678, CO, +576012345678",
    "Rut 11 2345-6789, AR, +541123456789",
    "Rut 223456785, CL, NOT_PHONE_DATA"
  })
  void shouldStayAPhoneWhenOnlyTheDigitsAreAlike(String raw, String region, String expected) {
    assertThat(phones.of(raw, region)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1123456789.0",
        "1123456789.00",
        "1123456789,0",
        "1123456789,00",
        "5491123456789.0",
        "+541123456789.0",
        "Tel 1123456789.0",
        "'1123456789.0"
      })
  void shouldDropTheFractionOfASpreadsheetNumber(String raw) {
    assertThat(phones.of(raw, "AR")).isEqualTo("+541123456789");
  }

  @Test
  void shouldNotDropAFractionWhenTheRunIsShortOrBroken() {
    assertThat(phones.of("11 23456789.0", "AR")).isEqualTo("TOO_LONG");
    assertThat(phones.of("1123456789.5", "AR")).isEqualTo("NOT_PHONE_DATA");
    assertThat(phones.of("20072336.9", "HR")).isEqualTo("NOT_PHONE_DATA");
    assertThat(phones.of("123456.0", "AR")).isEqualTo("LOCAL_ONLY");
  }
}
