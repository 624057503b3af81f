package dev.puente.matcher.linking.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class NewcomersTest {
  @ParameterizedTest
  @CsvSource({
    "0,0,false,MAKE",
    "0,0,true,KNOWN_BEFORE",
    "0,1,false,INACTIVE",
    "0,1,true,INACTIVE",
    "1,0,false,OWNED",
    "2,3,true,OWNED"
  })
  void shouldMakeAClientOnlyOfAPhoneThatNobodyHasOrHad(
      long owners, long inactive, boolean known, Newcomers.Answer expected) {
    assertThat(Newcomers.answer(owners, inactive, known)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "Ana,Ana",
    "'  Ana   Pérez ',Ana Pérez",
    "Juan 2,Juan 2",
    "李小龙,李小龙",
    "Clínica 24,Clínica 24"
  })
  void shouldTakeAName(String given, String expected) {
    assertThat(Newcomers.name(given)).isEqualTo(expected);
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "+54 9 11 2345-6789",
        "5491123456789",
        "Tel 11 2345-6789",
        "٠١٢٣٤٥٦٧٨٩",
        "ana@example.org",
        "🙂",
        "...",
        " "
      })
  void shouldTakeNothingThatIsAPhoneOrNoName(String given) {
    assertThat(Newcomers.name(given)).isNull();
  }

  @Test
  void shouldTakeNoNameOfAnyLength() {
    assertThat(Newcomers.name("a".repeat(100))).hasSize(100);
    assertThat(Newcomers.name("a".repeat(101))).isNull();
  }

  @Test
  void shouldGiveEachContactAndPhoneAnIdThatTellsNothingOfThePhone() {
    // when
    String id = Newcomers.clientId(9, "event-1");

    // then
    assertThat(id).matches("chatwoot-contact-9-[0-9a-f]{8}");
    assertThat(id).isEqualTo(Newcomers.clientId(9, "event-1"));
    assertThat(List.of(Newcomers.clientId(9, "event-2"), Newcomers.clientId(10, "event-1")))
        .doesNotContain(id);
  }
}
