package dev.puente.matcher.linking.domain;

import org.jspecify.annotations.Nullable;

/** A language that links are explained in. */
public enum Language {
  /** English, the default. */
  EN,
  /** Spanish. */
  ES;

  /** The language of a tag such as {@code es} or {@code es-AR}; English for every other. */
  public static Language of(@Nullable String tag) {
    return tag != null && tag.matches("(?i)es(-.*)?") ? ES : EN;
  }
}
