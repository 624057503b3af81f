package dev.puente.matcher.notifying.domain;

import org.jspecify.annotations.Nullable;

/**
 * What is to be said.
 *
 * @param type business type
 * @param text text before escaping; null when a template stands alone
 * @param template template of the request; null: the tenant's for this type, if any
 * @param inboxId inbox asked for; null: by the tenant's rules
 */
public record Message(
    String type, @Nullable String text, @Nullable TemplateRef template, @Nullable Long inboxId) {

  private static final int FRAME_BYTES = 256;

  /**
   * A channel template.
   *
   * @param name name as approved
   * @param language language as in the provider
   * @param category category, or null
   * @param namespace namespace of legacy templates, or null
   * @param paramsJson parameters as a JSON object, or null
   */
  public record TemplateRef(
      String name,
      String language,
      @Nullable String category,
      @Nullable String namespace,
      @Nullable String paramsJson) {
    /** Shows no parameters. */
    @Override
    public String toString() {
      return "TemplateRef[" + name + "]";
    }
  }

  /** About how many bytes an entry with this message takes in a store. */
  public int weight() {
    String params = template == null ? null : template.paramsJson();
    return FRAME_BYTES + length(text) + length(params);
  }

  private static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }

  /** Shows no text. */
  @Override
  public String toString() {
    return "Message[" + type + "]";
  }
}
