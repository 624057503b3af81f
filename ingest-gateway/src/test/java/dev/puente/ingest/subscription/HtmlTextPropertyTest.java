package dev.puente.ingest.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HtmlTextPropertyTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Ana Díaz|Ana Díaz",
        "<b>Ana</b> <i>Díaz</i>|Ana Díaz",
        "O'Neil & Sons|O'Neil & Sons",
        "a &amp; b|a & b",
        "<script>alert(1)</script>Ana|Ana",
        "&lt;script&gt;alert(1)&lt;/script&gt;Ana|Ana",
        "&amp;lt;b&amp;gt;Ana|Ana",
        "<img src=x onerror=alert(1)>|''",
        "<!-- x -->Ana|Ana",
        "https://x.example/?a=1&b=2|https://x.example/?a=1&b=2"
      })
  void shouldLeavePlainText(String text, String expected) {
    assertThat(HtmlText.strip(text)).isEqualTo(expected);
  }

  @Test
  void shouldKeepComparisons() {
    assertThat(HtmlText.strip("3 < 5")).isEqualTo("3 < 5");
  }

  @Property(tries = 500)
  boolean shouldLeaveNoTag(@ForAll String text) {
    String plain = HtmlText.strip("<b " + text + "<script>" + text + "&lt;img&gt;");
    return !plain.contains("<script") && !plain.contains("<img") && !plain.contains("<b ");
  }
}
