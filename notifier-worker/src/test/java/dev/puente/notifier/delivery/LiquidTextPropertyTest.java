package dev.puente.notifier.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LiquidTextPropertyTest {
  /** What the server does with outgoing content, for the markup that escaping produces. */
  private static final class Server {
    private static final Pattern BACKTICKS = Pattern.compile("`(.*?)`", Pattern.DOTALL);
    private static final Pattern RAW =
        Pattern.compile("\\G\\{% raw %\\}(.*?)\\{%-?\\s*endraw\\s*-?%\\}", Pattern.DOTALL);

    static String render(String content) {
      String text = BACKTICKS.matcher(content).replaceAll("{% raw %}`$1`{% endraw %}");
      StringBuilder out = new StringBuilder();
      int at = 0;
      while (at < text.length()) {
        Matcher raw = RAW.matcher(text).region(at, text.length());
        if (raw.lookingAt()) {
          out.append(raw.group(1));
          at = raw.end();
        } else if (text.startsWith("{{", at)) {
          int end = text.indexOf("}}", at);
          String expression = end < 0 ? "" : text.substring(at + 2, end).strip();
          out.append(
              switch (expression) {
                case "'{'" -> "{";
                case "'%60' | url_decode" -> "`";
                default -> "<expanded>";
              });
          at = end < 0 ? text.length() : end + 2;
        } else if (text.startsWith("{%", at)) {
          return "<syntax error>";
        } else {
          out.append(text.charAt(at++));
        }
      }
      return out.toString();
    }
  }

  @Property(tries = 5_000)
  void shouldArriveAsWritten(@ForAll("texts") String text) {
    // when
    String arrived = Server.render(LiquidText.escape(text));

    // then
    assertThat(arrived).isEqualTo(text);
  }

  @Provide
  Arbitrary<String> texts() {
    return Arbitraries.of(
            "{",
            "}",
            "{{",
            "}}",
            "{%",
            "%}",
            "`",
            "a",
            " ",
            "contact.name",
            "{% endraw %}",
            "{%- endraw -%}",
            "{% raw %}",
            "\n",
            "$1",
            "\\",
            "'{'")
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Example
  void shouldNotTouchOrdinaryText() {
    // given
    String text = "Tu cita es {mañana} a las 10:00 `x` 100 %";

    // then
    assertThat(LiquidText.escape(text)).isEqualTo(text);
  }
}
