package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/**
 * Every way in which a subscriber of the countries with rules of their own is written gives one
 * key; a neighbour, one digit away, never gives that key in any of these ways.
 */
class PhoneFormsPropertyTest {
  private final Phones phones = new Phones();

  /**
   * A national number.
   *
   * @param code calling code
   * @param fixed how many first digits a rule adds or drops, so that changing them is another case
   * @param digits the digits of the key behind the calling code
   */
  record National(String region, String code, int area, int fixed, String digits) {
    String key() {
      return "+" + code + digits;
    }

    /** Each form and the column that tells how it came. */
    List<List<String>> forms() {
      List<List<String>> forms = new ArrayList<>();
      for (String form : List.of("+C N", "00C N", "tel:+CN", "+C-A-S", "+C (A) S")) {
        forms.add(form(form, "-"));
        forms.add(form(form, "US"));
      }
      for (String form : List.of("N", "CN", "C A S", "(A) S", "A.S", "Ana: A S", "A S (Ana)")) {
        forms.add(form(form, region));
      }
      forms.add(form("011 C N", "US"));
      forms.add(form("CN", "CHANNEL"));
      forms.add(form("CN@s.whatsapp.net", "AR"));
      switch (region) {
        case "AR" -> {
          typed(forms, "0N", "9N", "C9N", "0A 15 S", "A15S", "(0A) 15-S", "+C 9 A 15 S", "+C 0A S");
          forms.add(form("C9N", "CHANNEL"));
        }
        case "MX" -> {
          typed(forms, "01 N", "044 N", "045 N", "+C1N", "C1N", "00C1N", "+C 01 N", "+C 045 N");
          forms.add(form("C1N", "CHANNEL"));
          forms.add(form("011 C 1 N", "US"));
        }
        case "BR" -> {
          typed(forms, "0N", "0xxA S", "(0XXA) S", "015 A S", "041AS", "+C 0A S", "00CN");
          if (digits.length() == 11 && digits.charAt(3) == '8') {
            typed(forms, "A O", "+C A O", "0A O", "CAO");
          }
          if (digits.length() == 11 && digits.charAt(3) >= '6') {
            forms.add(form("CAO", "CHANNEL"));
          }
        }
        case "CL" -> typed(forms, "0N", "+C 0N", "0 A S");
        case "CO" -> {
          if (digits.startsWith("60")) {
            typed(forms, "O", "+C O", "CO", "00CO");
            forms.add(form("CO", "CHANNEL"));
          }
        }
        case "PE", "UY" -> typed(forms, "0N", "+C 0N", "+C (0)N");
        default -> typed(forms, "+C (0)N", "00C (0) N");
      }
      return forms;
    }

    private void typed(List<List<String>> forms, String... patterns) {
      for (String pattern : patterns) {
        forms.add(form(pattern, region));
      }
    }

    private List<String> form(String pattern, String column) {
      String old =
          region.equals("BR") ? digits.substring(area + 1) : digits.substring(Math.min(2, area));
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < pattern.length(); i++) {
        boolean word = i + 1 < pattern.length() && Character.isLowerCase(pattern.charAt(i + 1));
        text.append(
            switch (word ? ' ' : pattern.charAt(i)) {
              case 'C' -> code;
              case 'N' -> digits;
              case 'A' -> digits.substring(0, area);
              case 'S' -> digits.substring(area);
              case 'O' -> old;
              default -> String.valueOf(pattern.charAt(i));
            });
      }
      return List.of(text.toString(), column);
    }
  }

  @Provide
  Arbitrary<National> numbers() {
    return Arbitraries.oneOf(
        national("AR", "54", 0, "11", "2", "3", "4", "5", "6", "7"),
        national("AR", "54", 0, "341", "2", "4", "5", "6"),
        national("AR", "54", 0, "2966", "4", "5"),
        national("MX", "52", 0, "55", "1", "2", "5", "8"),
        national("MX", "52", 0, "222", "2", "7"),
        national("BR", "55", 3, "31", "96", "97", "98", "99"),
        national("BR", "55", 3, "55", "98", "99"),
        national("BR", "55", 0, "11", "2", "3", "4", "5").map(PhoneFormsPropertyTest::landline),
        national("CL", "56", 0, "9", "3", "5", "8", "9"),
        national("CL", "56", 0, "32", "2"),
        national("CO", "57", 0, "300", "2", "5"),
        national("CO", "57", 2, "60", "12", "23", "45", "57"),
        national("PE", "51", 0, "987", "2", "6"),
        national("PE", "51", 0, "1", "23", "45").map(PhoneFormsPropertyTest::lima),
        national("UY", "598", 0, "99", "1", "6").map(PhoneFormsPropertyTest::lima),
        national("ES", "34", 0, "612", "0", "3", "9"));
  }

  private static Arbitrary<National> national(
      String region, String code, int fixed, String area, String... starts) {
    int length = region.equals("BR") ? 11 : List.of("AR", "MX", "CO").contains(region) ? 10 : 9;
    return Combinators.combine(
            Arbitraries.of(starts), Arbitraries.strings().numeric().ofLength(length))
        .as(
            (start, rest) ->
                new National(
                    region,
                    code,
                    area.length(),
                    fixed,
                    (area + start + rest).substring(0, length)));
  }

  private static National landline(National number) {
    return new National("BR", "55", 2, 0, number.digits().substring(0, 10));
  }

  private static National lima(National number) {
    return new National(
        number.region(), number.code(), number.area(), 0, number.digits().substring(0, 8));
  }

  @Property(tries = 500)
  void shouldGiveOneKeyToAllFormsOfASubscriberAndNoneOfThemToANeighbour(
      @ForAll("numbers") National number,
      @ForAll @IntRange(max = 10) int place,
      @ForAll @IntRange(min = 1, max = 9) int change) {
    // given
    Assume.that(phones.of(number.key(), "-").equals(number.key()));
    StringBuilder other = new StringBuilder(number.digits());
    int at = number.fixed() + place % (other.length() - number.fixed());
    other.setCharAt(at, (char) ('0' + (other.charAt(at) - '0' + change) % 10));
    National neighbour =
        new National(number.region(), number.code(), number.area(), 0, other.toString());

    // then
    for (List<String> form : number.forms()) {
      assertThat(phones.of(form.get(0), form.get(1))).as("%s", form).isEqualTo(number.key());
    }
    for (List<String> form : neighbour.forms()) {
      assertThat(phones.of(form.get(0), form.get(1))).as("%s", form).isNotEqualTo(number.key());
    }
  }
}
