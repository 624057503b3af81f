package dev.puente.ingest.problem;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Texts of problems in English and Spanish. */
public final class ProblemCatalogue {
  private static final List<Locale> LANGUAGES =
      List.of(Locale.ENGLISH, Locale.forLanguageTag("es"));

  /** Longest {@code Accept-Language} that is looked at. */
  private static final int HEADER_LIMIT = 200;

  private final Map<String, Properties> texts =
      Map.of("en", load("messages_en.properties"), "es", load("messages_es.properties"));

  /** The best language for an {@code Accept-Language} header: {@code en} or {@code es}. */
  public String language(@Nullable String acceptLanguage) {
    if (acceptLanguage == null || acceptLanguage.length() > HEADER_LIMIT) {
      return "en";
    }
    try {
      Locale best = Locale.lookup(Locale.LanguageRange.parse(acceptLanguage), LANGUAGES);
      return best == null ? "en" : best.getLanguage();
    } catch (IllegalArgumentException e) {
      return "en";
    }
  }

  /** Title of a kind of problem. */
  public String title(ProblemCode code, String language) {
    return text("problem." + code.wire() + ".title", language, List.of());
  }

  /** One sentence more about it. */
  public String detail(ProblemCode code, String language) {
    return text("problem." + code.wire() + ".detail", language, List.of());
  }

  /** Message of a field problem. */
  public String message(FieldProblem problem, String language) {
    String key = "field." + problem.code().name().toLowerCase(Locale.ROOT);
    return text(key, language, problem.arguments());
  }

  /** Whether a key has a text in a language. */
  boolean has(String key, String language) {
    return properties(language).containsKey(key);
  }

  private String text(String key, String language, List<String> arguments) {
    String pattern = properties(language).getProperty(key, key);
    return new MessageFormat(pattern, Locale.ROOT).format(arguments.toArray());
  }

  private Properties properties(String language) {
    Properties found = texts.get(language);
    return found == null ? new Properties() : found;
  }

  private static Properties load(String name) {
    Properties properties = new Properties();
    try (InputStream in = ProblemCatalogue.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("the gateway's texts are missing: " + name);
      }
      properties.load(new InputStreamReader(in, StandardCharsets.UTF_8));
      return properties;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
