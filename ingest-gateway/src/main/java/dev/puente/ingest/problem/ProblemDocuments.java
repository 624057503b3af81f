package dev.puente.ingest.problem;

import java.util.Collection;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Renders problems as {@code application/problem+json} (RFC 9457). */
public final class ProblemDocuments {
  /** Media type of the documents. */
  public static final String MEDIA_TYPE = "application/problem+json";

  /** Field problems that one answer shows; an answer must not be much larger than its request. */
  static final int SHOWN_ERRORS = 100;

  private final ProblemCatalogue catalogue = new ProblemCatalogue();
  private final JsonMapper mapper = JsonMapper.builder().build();

  /** The language of an answer, {@code en} or {@code es}. */
  public String language(@Nullable String acceptLanguage) {
    return catalogue.language(acceptLanguage);
  }

  /** The document as bytes. */
  public byte[] bytes(Problem problem, String language) {
    return mapper.writeValueAsBytes(node(problem, language));
  }

  /** The document as a tree. */
  public ObjectNode node(Problem problem, String language) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("type", "urn:puente:problem:" + problem.code().wire());
    node.put("title", catalogue.title(problem.code(), language));
    node.put("status", problem.status());
    node.put("detail", catalogue.detail(problem.code(), language));
    node.set("errors", errors(problem.errors(), language));
    return node;
  }

  /**
   * The list of field problems alone, for answers line by line. Beyond {@value #SHOWN_ERRORS} only
   * their number is told.
   */
  public ArrayNode errors(Collection<FieldProblem> problems, String language) {
    ArrayNode errors = JsonNodeFactory.instance.arrayNode();
    problems.stream().limit(SHOWN_ERRORS).forEach(problem -> add(errors, problem, language));
    if (problems.size() > SHOWN_ERRORS) {
      add(errors, FieldProblem.of("", FieldCode.MORE, problems.size() - SHOWN_ERRORS), language);
    }
    return errors;
  }

  private void add(ArrayNode errors, FieldProblem problem, String language) {
    errors
        .addObject()
        .put("field", problem.field())
        .put("code", problem.code().wire())
        .put("message", catalogue.message(problem, language));
  }
}
