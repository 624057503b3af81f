package dev.puente.schemas.key;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ResultCacheTest {
  private static final PhoneVerdict VERDICT = PhoneVerdict.no(PhoneReason.EMPTY);

  @Test
  void shouldKeepWhatWasPutForTheSameSourceAndText() {
    // given
    ResultCache cache = new ResultCache(8);

    // when
    cache.put(PhoneSource.none(), "1", VERDICT);

    // then
    assertThat(cache.get(PhoneSource.none(), new String("1"))).isSameAs(VERDICT);
    assertThat(cache.get(PhoneSource.channel(), "1")).isNull();
    assertThat(cache.get(PhoneSource.none(), "2")).isNull();
  }

  @Test
  void shouldHoldNoMoreThanItsEntriesAndKeepTheNewest() {
    // given
    ResultCache cache = new ResultCache(8);

    // when
    for (int i = 0; i < 1000; i++) {
      cache.put(PhoneSource.none(), "raw" + i, VERDICT);
    }

    // then
    int kept = 0;
    for (int i = 0; i < 1000; i++) {
      kept += cache.get(PhoneSource.none(), "raw" + i) == null ? 0 : 1;
    }
    assertThat(kept).isEqualTo(8);
    assertThat(cache.get(PhoneSource.none(), "raw999")).isSameAs(VERDICT);
  }

  @Test
  void shouldNotKeepLongTexts() {
    // given
    ResultCache cache = new ResultCache(8);
    String longest = "1".repeat(ResultCache.LONGEST_RAW);

    // when
    cache.put(PhoneSource.none(), longest, VERDICT);
    cache.put(PhoneSource.none(), longest + "1", VERDICT);

    // then
    assertThat(cache.get(PhoneSource.none(), longest)).isSameAs(VERDICT);
    assertThat(cache.get(PhoneSource.none(), longest + "1")).isNull();
  }
}
