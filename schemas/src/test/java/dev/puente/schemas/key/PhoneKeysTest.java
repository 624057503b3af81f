package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneKeysTest {
  private final PhoneKeys keys = new PhoneKeys(64);

  @ParameterizedTest
  @CsvSource({
    "+541123456789, +541123456789 +5491123456789",
    "+525523456781, +525523456781 +5215523456781",
    "+5531987654320, +5531987654320 +553187654320",
    "+5545932784470, +5545932784470",
    "+551131234567, +551131234567",
    "+56987654320, +56987654320",
    "+5411, +5411"
  })
  void shouldAskForAllFormsOfANumber(String key, String variants) {
    assertThat(keys.lookupVariants(key)).containsExactly(variants.split(" ", -1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"+541123456789", "+525523456781", "+5531987654320", "+551131234567"})
  void shouldGiveTheSameKeyForEveryForm(String key) {
    assertThat(keys.lookupVariants(key))
        .allSatisfy(
            form ->
                assertThat(keys.key(form, PhoneSource.channel()))
                    .isEqualTo(new PhoneResult.Key(key)));
  }

  @ParameterizedTest
  @CsvSource({
    "+541123456789, 11 2345-6789, AR, 5491123456789, true, +5491123456789",
    "+541123456789, 11 2345-6789, AR, whatsapp:+5491123456789, false, +5491123456789",
    "+541123456789, 11 2345-6789, AR, , true, +5491123456789",
    "+541123456789, 11 2345-6789, AR, , false, +541123456789",
    "+541123456789, 11 15 2345-6789, AR, , false, +5491123456789",
    "+541123456789, +54 9 11 15 2345-6789, , , false, +5491123456789",
    "+541123456789, , , , false, +541123456789",
    "+541123456789, , , , true, +5491123456789",
    "+541123456789, 11 3456-7890, AR, , false, +541123456789",
    "+541123456789, , , 5491134567890, false, +541123456789",
    "+525523456781, +52 1 55 2345 6781, , , true, +525523456781",
    "+525523456781, 55 2345 6781, MX, 5215523456781, true, +5215523456781",
    "+5531987654320, (31) 8765-4320, BR, , true, +5531987654320",
    "+5531987654320, (31) 8765-4320, BR, 553187654320, true, +553187654320",
    "+56987654320, 09 8765 4320, CL, , true, +56987654320",
    "+576012345678, (1) 234 5678, CO, , true, +576012345678"
  })
  void shouldSendToTheChannelIdElseToTheDialableForm(
      String key,
      String typed,
      String region,
      String channelId,
      boolean whatsapp,
      String expected) {
    assertThat(keys.sendingForm(key, typed, Phones.source(region), channelId, whatsapp))
        .isEqualTo(expected);
  }

  @Test
  void shouldNameTheLibrarysVersionInTheRulesVersion() throws IOException {
    // given
    Properties library = new Properties();
    try (InputStream pom =
        PhoneNumberUtil.class.getResourceAsStream(
            "/META-INF/maven/com.googlecode.libphonenumber/libphonenumber/pom.properties")) {
      library.load(pom);
    }

    // then
    assertThat(PhoneKeys.rulesVersion())
        .isEqualTo("libphonenumber-" + library.getProperty("version") + "/2");
  }

  @Test
  void shouldNotShowTheKeyInItsText() {
    assertThat(new PhoneResult.Key("+541123456789")).hasToString("Key[masked]");
  }

  @Test
  void shouldKnowRegions() {
    assertThat(PhoneKeys.isKnownRegion("AR")).isTrue();
    assertThat(PhoneKeys.isKnownRegion("UK")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 4, 100, -8})
  void shouldRefuseACacheSizeThatIsNoPowerOfTwo(int entries) {
    assertThatThrownBy(() -> new PhoneKeys(entries))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(Integer.toString(entries));
  }

  @Test
  void shouldTellSourcesApartInTheCache() {
    // when
    PhoneResult brazil = keys.key("51 987654321", PhoneSource.region("BR"));
    PhoneResult peru = keys.key("51 987654321", PhoneSource.region("PE"));
    PhoneResult none = keys.key("51 987654321", PhoneSource.none());

    // then
    assertThat(brazil).isEqualTo(new PhoneResult.Key("+5551987654321"));
    assertThat(peru).isEqualTo(new PhoneResult.Key("+51987654321"));
    assertThat(none).isEqualTo(new PhoneResult.NoKey(PhoneReason.NO_COUNTRY));
    assertThat(keys.key("51 987654321", PhoneSource.region("BR"))).isEqualTo(brazil);
    assertThat(keys.key("51 987654321", PhoneSource.region("PE"))).isEqualTo(peru);
    assertThat(keys.key("51 987654321", PhoneSource.none())).isEqualTo(none);
  }

  @Test
  void shouldAgreeWithAFreshInstanceWhenManyThreadsShareASmallCache() throws Exception {
    // given
    PhoneKeys shared = new PhoneKeys(16);
    List<String> raws = new ArrayList<>();
    for (int i = 0; i < 200; i++) {
      raws.add("11 2345-" + (6000 + i));
    }

    // when
    List<Future<Boolean>> agreed = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (int thread = 0; thread < 4; thread++) {
        int first = thread * 50;
        agreed.add(
            threads.submit(
                () -> {
                  boolean same = true;
                  for (int i = 0; i < 2000; i++) {
                    String raw = raws.get((first + i * 7) % raws.size());
                    same &=
                        shared
                            .key(raw, PhoneSource.region("AR"))
                            .equals(new PhoneResult.Key("+54112345" + raw.substring(8)));
                  }
                  return same;
                }));
      }
    }

    // then
    for (Future<Boolean> same : agreed) {
      assertThat(same.get()).isTrue();
    }
  }
}
