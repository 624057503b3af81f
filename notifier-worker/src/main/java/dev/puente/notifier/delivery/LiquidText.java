package dev.puente.notifier.delivery;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes text survive Chatwoot's template engine. Outgoing content is parsed as Liquid: text in
 * double braces is expanded or vanishes. What stands between two backticks is put into a raw block
 * first and so is kept (Chatwoot v4.16.2, app/models/concerns/liquidable.rb).
 *
 * <p>Outside of backticks a brace that would open markup is replaced by an output of the brace
 * itself; so is a brace directly in front of backticks, because the raw block begins with one.
 * Where text between backticks would end the raw block, the backticks become outputs too.
 */
public final class LiquidText {
  private static final Pattern BACKTICKS = Pattern.compile("`.*?`", Pattern.DOTALL);
  private static final Pattern END_OF_RAW = Pattern.compile("\\{%-?\\s*endraw");
  private static final Pattern OPENING = Pattern.compile("\\{(?=[{%`])");
  private static final String BRACE = "{{ '{' }}";
  private static final String BACKTICK = "{{ '%60' | url_decode }}";

  private LiquidText() {}

  /** The text that Chatwoot's template engine turns into {@code text}. */
  public static String escape(String text) {
    StringBuilder escaped = new StringBuilder();
    Matcher code = BACKTICKS.matcher(text);
    int end = 0;
    while (code.find()) {
      if (END_OF_RAW.matcher(code.group()).find()) {
        return braces(text).replace("`", BACKTICK);
      }
      // The backtick is part of what is looked at, so that a brace before it is seen.
      String before = braces(text.substring(end, code.start() + 1));
      escaped.append(before, 0, before.length() - 1).append(code.group());
      end = code.end();
    }
    return escaped.append(braces(text.substring(end))).toString();
  }

  private static String braces(String text) {
    return OPENING.matcher(text).replaceAll(Matcher.quoteReplacement(BRACE));
  }
}
