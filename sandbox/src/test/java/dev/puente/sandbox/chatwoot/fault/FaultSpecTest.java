package dev.puente.sandbox.chatwoot.fault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaultSpecTest {

  @ParameterizedTest
  @CsvSource({
    "/**,                          /api/v1/accounts/3/contacts,                        true",
    "/messages,                    /api/v1/accounts/3/conversations/7/messages,        true",
    "/conversations/*/messages,    /api/v1/accounts/3/conversations/7/messages,        true",
    "/conversations/*/messages,    /api/v1/accounts/3/conversations/7/messages/9,      false",
    "/conversations/**,            /api/v1/accounts/3/conversations/7/messages/9,      true",
    "/accounts/3/**,               /api/v1/accounts/3/contacts,                        true",
    "/accounts/3/**,               /api/v1/accounts/33/contacts,                       false",
    "/contacts,                    /api/v1/accounts/3/contacts/,                       true",
    "/contacts,                    /api/v1/accounts/3/contacts/5,                      false",
    "/contacts/filter,             /api/v1/accounts/3/contacts_filter,                 false"
  })
  void shouldMatchPathsFromTheirEnd(String pattern, String path, boolean expected) {
    // when
    boolean matches = FaultSpec.on(null, pattern).matches("POST", path);

    // then
    assertThat(matches).isEqualTo(expected);
  }

  @Test
  void shouldMatchTheChosenMethodOnly() {
    // given
    FaultSpec spec = FaultSpec.on("POST", "/contacts");

    // when
    boolean get = spec.matches("GET", "/contacts");
    boolean post = spec.matches("POST", "/contacts");

    // then
    assertThat(get).isFalse();
    assertThat(post).isTrue();
  }
}
