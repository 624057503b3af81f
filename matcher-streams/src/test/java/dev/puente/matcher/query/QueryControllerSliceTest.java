package dev.puente.matcher.query;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.puente.schemas.key.TenantKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

class QueryControllerSliceTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String PATH = "/internal/v1/tenants/clinic/things/17";

  private final PeerClient peers = new PeerClient(TOKEN);
  private final MockMvc http =
      MockMvcBuilders.standaloneSetup(
              new QueryController(
                  new QueryService(
                      List.of(new Things()),
                      application -> Optional.empty(),
                      application -> true,
                      null,
                      peers,
                      InstantSource.system()),
                  TOKEN))
          .build();

  @AfterEach
  void close() {
    peers.close();
  }

  @Test
  void shouldRefuseAQuestionWithoutTheToken() throws Exception {
    // given
    var question = get(PATH);

    // when
    var answer = http.perform(question);

    // then
    answer.andExpect(status().isUnauthorized());
  }

  @Test
  void shouldRefuseAQuestionWithAnotherToken() throws Exception {
    // given
    var question = get(PATH).header("Authorization", "Bearer 0123456789abcdeg");

    // when
    var answer = http.perform(question);

    // then
    answer.andExpect(status().isUnauthorized());
  }

  @Test
  void shouldSayUnavailableAndNotUnknownWhileTheApplicationDoesNotRun() throws Exception {
    // given
    var question = get(PATH).header("Authorization", "Bearer " + TOKEN);

    // when
    var answer = http.perform(question);

    // then
    answer
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().string("Retry-After", "1"));
  }

  @Test
  void shouldKnowNoOtherQuestions() throws Exception {
    // given
    var question =
        get("/internal/v1/tenants/clinic/others/17").header("Authorization", "Bearer " + TOKEN);

    // when
    var answer = http.perform(question);

    // then
    answer.andExpect(status().isNotFound());
  }

  private static final class Things implements QueryRoute {
    @Override
    public String path() {
      return "things/{id}";
    }

    @Override
    public String applicationId() {
      return "things";
    }

    @Override
    public String store() {
      return "things";
    }

    @Override
    public Optional<Map<String, Object>> answer(TenantKey key, StoreReader stores) {
      return Optional.of(Map.of("id", key.id()));
    }
  }
}
