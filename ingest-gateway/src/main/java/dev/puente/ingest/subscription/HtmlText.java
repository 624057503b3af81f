package dev.puente.ingest.subscription;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.jsoup.safety.Safelist;

/** Takes markup out of texts that strangers typed; what remains is plain text. */
final class HtmlText {
  private static final int ROUNDS = 5;
  private static final Document.OutputSettings AS_IS =
      new Document.OutputSettings().prettyPrint(false);

  private HtmlText() {}

  /**
   * The text without tags, comments and scripts. Repeated until nothing changes, since escaped
   * markup becomes markup once it is unescaped; if that does not end, angle brackets go.
   */
  static String strip(String text) {
    String current = text;
    for (int round = 0; round < ROUNDS; round++) {
      if (current.indexOf('<') < 0 && current.indexOf('&') < 0) {
        return current.strip();
      }
      String next =
          Parser.unescapeEntities(Jsoup.clean(current, "", Safelist.none(), AS_IS), false)
              .replace('\u00a0', ' ');
      if (next.equals(current)) {
        return current.strip();
      }
      current = next;
    }
    return current.replaceAll("[<>]", "").strip();
  }
}
