package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentsTest {
  private static final String INCOMING = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";

  private final TraceParents traces = new TraceParents(new Random(1));

  @Test
  void shouldContinueTheTraceWithANewSpan() {
    // when
    String next = traces.next(INCOMING);

    // then
    assertThat(next).startsWith("00-0af7651916cd43dd8448eb211c80319c-").endsWith("-00");
    assertThat(next).hasSize(55).isNotEqualTo(INCOMING);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "00-0AF7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00",
        "00-00000000000000000000000000000000-b7ad6b7169203331-00",
        "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-00",
        "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00-extra"
      })
  void shouldBeginATraceWhenThereIsNoValidOne(@Nullable String incoming) {
    assertThat(traces.next(incoming)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-01");
  }
}
