package dev.puente.sandbox.chatwoot.rules;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of the Liquid template language that message texts meet: variables, {@code default},
 * quoted literals, {@code raw} and {@code comment} blocks. As in {@code
 * app/models/concerns/liquidable.rb}, text in backticks is kept, an unknown variable disappears,
 * and a syntax error leaves the whole text as it was. Other block tags ({@code if}, {@code
 * assign}...) are not simulated and count as a syntax error.
 */
public final class Liquid {

  private static final Pattern BACKTICKS = Pattern.compile("`(.*?)`", Pattern.DOTALL);
  private static final Pattern TOKEN =
      Pattern.compile(
          "\\{%-?\\s*raw\\s*-?%\\}(?<raw>.*?)\\{%-?\\s*endraw\\s*-?%\\}"
              + "|\\{%-?\\s*comment\\s*-?%\\}.*?\\{%-?\\s*endcomment\\s*-?%\\}"
              + "|\\{\\{(?<expr>[^}]*)\\}\\}",
          Pattern.DOTALL);
  private static final Pattern EXPRESSION =
      Pattern.compile(
          "(?<value>'[^']*'|\"[^\"]*\"|[\\w.\\-]+)?"
              + "(?:\\s*\\|\\s*default\\s*:\\s*(?<other>'[^']*'|\"[^\"]*\"))?.*",
          Pattern.DOTALL);

  private Liquid() {}

  /**
   * Expands a text.
   *
   * @param variables values by dotted name, such as {@code contact.name}
   */
  public static String expand(String text, Map<String, String> variables) {
    String guarded = BACKTICKS.matcher(text).replaceAll("{% raw %}`$1`{% endraw %}");
    Matcher token = TOKEN.matcher(guarded);
    StringBuilder out = new StringBuilder();
    int end = 0;
    while (token.find()) {
      String plain = guarded.substring(end, token.start());
      if (opensMarkup(plain)) {
        return text;
      }
      out.append(plain);
      String raw = token.group("raw");
      String expression = token.group("expr");
      if (raw != null) {
        out.append(raw);
      } else if (expression != null) {
        out.append(value(expression.strip().replaceAll("^-\\s*|\\s*-$", ""), variables));
      }
      end = token.end();
    }
    String rest = guarded.substring(end);
    return opensMarkup(rest) ? text : out.append(rest).toString();
  }

  private static boolean opensMarkup(String plain) {
    return plain.contains("{{") || plain.contains("{%");
  }

  private static String value(String expression, Map<String, String> variables) {
    Matcher parts = EXPRESSION.matcher(expression);
    if (!parts.matches()) {
      return "";
    }
    String name = parts.group("value");
    String value = "";
    if (name != null) {
      value = isQuoted(name) ? unquote(name) : variables.getOrDefault(name, "");
    }
    String other = parts.group("other");
    return value.isEmpty() && other != null ? unquote(other) : value;
  }

  private static boolean isQuoted(String text) {
    return text.startsWith("'") || text.startsWith("\"");
  }

  private static String unquote(String text) {
    return text.substring(1, text.length() - 1);
  }
}
