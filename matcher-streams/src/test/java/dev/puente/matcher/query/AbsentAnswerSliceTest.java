package dev.puente.matcher.query;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import dev.puente.schemas.key.TenantKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.streams.KeyQueryMetadata;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.HostInfo;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.ResultActions;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

/** What is not there: certainly unknown, or perhaps on its way. */
class AbsentAnswerSliceTest {
  private static final String TOKEN = "0123456789abcdef";
  private static final String PATH = "/internal/v1/tenants/clinic/things/";
  private static final String KNOWN = "known";
  private static final String UNKNOWN = "unknown";
  private static final String UNDER_WAY = "under-way";
  private static final String MOVING = "moving";
  private static final KeyQueryMetadata HERE =
      new KeyQueryMetadata(new HostInfo("here", 8082), Set.of(), 3);

  private final PeerClient peers = new PeerClient(TOKEN);

  @AfterEach
  void close() {
    peers.close();
  }

  private ResultActions ask(String id, boolean caughtUp, @Nullable KeyQueryMetadata place)
      throws Exception {
    QueryService service =
        new QueryService(
            List.of(new Things()),
            application -> Optional.of(new Stores(place)),
            application -> caughtUp,
            "here:8082",
            peers,
            InstantSource.system());
    MockMvc http = MockMvcBuilders.standaloneSetup(new QueryController(service, TOKEN)).build();
    return http.perform(
        get(PATH + id)
            .header("Authorization", "Bearer " + TOKEN)
            .header(PeerClient.FORWARDED, "1"));
  }

  private static void isUnavailable(ResultActions answer) throws Exception {
    answer
        .andExpect(status().isServiceUnavailable())
        .andExpect(header().string("Retry-After", "1"));
  }

  @Test
  void shouldAnswerWhatIsThere() throws Exception {
    // when
    ResultActions answer = ask(KNOWN, true, HERE);

    // then
    answer.andExpect(status().isOk());
  }

  @Test
  void shouldSayNotFoundOfWhatIsCertainlyUnknown() throws Exception {
    // when
    ResultActions answer = ask(UNKNOWN, true, HERE);

    // then
    answer.andExpect(status().isNotFound());
  }

  @Test
  void shouldSayUnavailableAndNotUnknownOfWhatIsUnderWay() throws Exception {
    // when
    ResultActions answer = ask(UNDER_WAY, true, HERE);

    // then
    isUnavailable(answer);
  }

  @Test
  void shouldSayUnavailableUntilTheApplicationHasCaughtUp() throws Exception {
    // when
    ResultActions answer = ask(UNKNOWN, false, HERE);

    // then
    isUnavailable(answer);
  }

  @Test
  void shouldSayUnavailableWhileTheStoreMoves() throws Exception {
    // when
    ResultActions answer = ask(MOVING, true, HERE);

    // then
    isUnavailable(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {KNOWN, UNKNOWN})
  void shouldSayUnavailableWhenItIsNotKnownWhoHoldsTheKey(String id) throws Exception {
    // when
    ResultActions answer = ask(id, true, KeyQueryMetadata.NOT_AVAILABLE);

    // then
    isUnavailable(answer);
  }

  @Test
  void shouldNotPassOnAQuestionOfAnotherInstance() throws Exception {
    // given
    var elsewhere = new KeyQueryMetadata(new HostInfo("elsewhere", 8082), Set.of(), 3);

    // when
    ResultActions answer = ask(KNOWN, true, elsewhere);

    // then
    isUnavailable(answer);
  }

  private record Stores(@Nullable KeyQueryMetadata held) implements HeldStores {
    @Override
    public boolean running() {
      return true;
    }

    @Override
    public @Nullable KeyQueryMetadata place(String store, String key) {
      return held;
    }

    @Override
    public StoreReader partition(int partition) {
      return new StoreReader() {
        @Override
        public <V> ReadOnlyKeyValueStore<String, V> store(String name) {
          throw new InvalidStateStoreException("it moves");
        }
      };
    }
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
      if (key.id().equals(MOVING)) {
        stores.store("things");
      }
      return key.id().equals(KNOWN) ? Optional.of(Map.of("id", key.id())) : Optional.empty();
    }

    @Override
    public boolean underWay(TenantKey key, StoreReader stores) {
      return key.id().equals(UNDER_WAY);
    }
  }
}
