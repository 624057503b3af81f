package dev.puente.sandbox.chatwoot.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LiquidTest {

  private static final Map<String, String> VARIABLES =
      Map.of("contact.name", "Ana Paz", "contact.email", "");

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      quoteCharacter = '^',
      textBlock =
          """
          plain text => plain text
          Hi {{contact.name}}! => Hi Ana Paz!
          Hi {{ contact.name }}! => Hi Ana Paz!
          Hi {{- contact.name -}}! => Hi Ana Paz!
          Hi {{ nobody.knows }}! => Hi !
          {{ contact.email | default: 'none' }} => none
          {{ contact.name | default: "none" }} => Ana Paz
          `{{contact.name}}` stays => `{{contact.name}}` stays
          {% raw %}{{contact.name}}{% endraw %} => {{contact.name}}
          {{ '{{' }}x{{ "{%" }} => {{x{%
          {{ "%}" }} {{contact.name}} => {{ "%}" }} {{contact.name}}
          a{% comment %}b{% endcomment %}c => ac
          open {{ only {{contact.name => open {{ only {{contact.name
          {% if x %}y{% endif %} {{contact.name}} => {% if x %}y{% endif %} {{contact.name}}
          {{contact.name}} and {% nonsense => {{contact.name}} and {% nonsense
          {{ a } b }} {{contact.name}} => {{ a } b }} {{contact.name}}
          {% raw %}`x`{% endraw %} => {% raw %}`x`{% endraw %}
          """)
  void shouldExpandAsChatwootDoes(String text, String expected) {
    // when
    String expanded = Liquid.expand(text, VARIABLES);

    // then
    assertThat(expanded).isEqualTo(expected);
  }
}
