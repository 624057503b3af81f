package dev.puente.ingest.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemCatalogueTest {
  private final ProblemCatalogue catalogue = new ProblemCatalogue();

  @ParameterizedTest
  @ValueSource(strings = {"en", "es"})
  void shouldHaveEveryTextInEveryLanguage(String language) {
    for (ProblemCode code : ProblemCode.values()) {
      assertThat(catalogue.has("problem." + code.wire() + ".title", language))
          .as(code.wire())
          .isTrue();
      assertThat(catalogue.has("problem." + code.wire() + ".detail", language))
          .as(code.wire())
          .isTrue();
    }
    for (FieldCode code : FieldCode.values()) {
      String key = "field." + code.name().toLowerCase(Locale.ROOT);
      assertThat(catalogue.has(key, language)).as(key).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "-,en",
        "'',en",
        "es,es",
        "es-AR,es",
        "'de,es;q=0.5,en;q=0.1',es",
        "'fr,de',en",
        "*,en",
        ";;;q,en",
        "'es;q=0,en',en"
      })
  void shouldChooseTheLanguage(String header, String expected) {
    assertThat(catalogue.language(header)).isEqualTo(expected);
  }

  @Test
  void shouldFillInArguments() {
    assertThat(catalogue.message(FieldProblem.of("x", FieldCode.TOO_LONG, 5), "en"))
        .isEqualTo("must have at most 5 characters");
    assertThat(
            catalogue.message(FieldProblem.of("x", FieldCode.FORMAT, "[a-z]{1,5} 'quoted'"), "es"))
        .isEqualTo("debe cumplir [a-z]{1,5} 'quoted'");
  }
}
