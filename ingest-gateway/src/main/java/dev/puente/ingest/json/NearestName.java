package dev.puente.ingest.json;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Finds the field that somebody probably meant. */
final class NearestName {
  private NearestName() {}

  /** The known name that equals apart from case and separators, else the one with few typos. */
  static Optional<String> of(String name, Collection<String> known) {
    String plain = plain(name);
    return known.stream()
        .min(Comparator.comparingInt(candidate -> distance(plain, plain(candidate))))
        .filter(best -> distance(plain, plain(best)) <= typos(plain));
  }

  /** How many typing errors are believable in a name: a swap of neighbours counts as two. */
  private static int typos(String name) {
    return name.length() < 4 ? 1 : Math.max(2, name.length() / 4);
  }

  private static String plain(String name) {
    String cut = name.length() > 60 ? name.substring(0, 60) : name;
    return cut.replaceAll("[_\\-. ]", "").toLowerCase(Locale.ROOT);
  }

  /** Levenshtein distance; both texts are short. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substitution, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
