package dev.puente.matcher.notifying.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class KeysTest {
  @Test
  void shouldKeepTheOrderOfTextThenNumbers() {
    // given
    List<Bytes> keys =
        List.of(
            Keys.of("a:phone/+1", 1L, 5L),
            Keys.of("a:phone/+1", 255L, 0L),
            Keys.of("a:phone/+1", 256L, 0L),
            Keys.of("a:phone/+1", Long.MAX_VALUE, 0L),
            Keys.of("a:phone/+11", 0L, 0L));

    // when
    List<Bytes> sorted = keys.reversed().stream().sorted().toList();

    // then
    assertThat(sorted).isEqualTo(keys);
  }

  @Test
  void shouldReadItsPartsBack() {
    // when
    Bytes key = Keys.of((byte) 'd', "ñandú", (byte) 2, 77L, "a:phone/+1");

    // then
    int at = 1 + Keys.bytesOf("ñandú") + 1 + 1;
    assertThat(Keys.text(key, 1)).isEqualTo("ñandú");
    assertThat(Keys.number(key, at)).isEqualTo(77);
    assertThat(Keys.text(key, at + Long.BYTES)).isEqualTo("a:phone/+1");
  }

  @Test
  void shouldNotMixATextWithOneThatBeginsLikeIt() {
    // given
    Bytes from = Keys.of("a:phone/+1", 0L, 0L);
    Bytes to = Keys.of("a:phone/+1", Long.MAX_VALUE, Long.MAX_VALUE);

    // when
    Stream<Bytes> others = Stream.of(Keys.of("a:phone/+12", 1L, 1L), Keys.of("a:phone/+", 1L, 1L));

    // then
    assertThat(others).noneMatch(k -> k.compareTo(from) >= 0 && k.compareTo(to) <= 0);
  }
}
