package dev.puente.ingest.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class TokensTest {
  private static MockHttpServletRequest request(
      @Nullable String query, @Nullable String authorization) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/");
    request.setQueryString(query);
    if (authorization != null) {
      request.addHeader("Authorization", authorization);
    }
    return request;
  }

  private static String basic(String pair) {
    return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
  }

  @Test
  void shouldFindTokensInAllThreePlaces() {
    assertThat(Tokens.of(request("x=1&token=b%20c", basic("any:d")), "a"))
        .containsExactly("a", "b c", "d");
    assertThat(Tokens.of(request(null, null), null)).isEmpty();
    assertThat(Tokens.of(request("token=", basic("any:")), "")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "user:secret,secret",
    ":secret,secret",
    "user:se:cr:et,se:cr:et",
    "user:clavé,clavé",
  })
  void shouldTakeWhatStandsBehindTheFirstColon(String pair, String password) {
    assertThat(Tokens.password(basic(pair))).isEqualTo(password);
    assertThat(Tokens.password(basic(pair).replace("Basic", "bAsIc"))).isEqualTo(password);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Basic %%%", "Basic", "Basic ", "Bearer dXNlcjpz", "Basic dXNlcg=="})
  void shouldFindNothingInOtherHeaders(String authorization) {
    assertThat(Tokens.password(authorization)).isNull();
  }

  @Test
  void shouldNotReadLongHeaders() {
    // given
    String longest = "x".repeat(1_400);

    // then
    assertThat(Tokens.password(basic("u:" + longest))).isEqualTo(longest);
    assertThat(Tokens.password(basic("u:" + longest + longest))).isNull();
  }
}
