package dev.puente.ingest.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.web.BodyBudget.Body;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class BodyBudgetTest {
  private static final int KIB = 1024;
  private static final int BUDGET = 128 * KIB;
  private static final int CONNECTIONS = 8;
  private static final int SMALL = BUDGET / 2 / CONNECTIONS;
  private static final int LARGEST = BUDGET / 2 + SMALL;

  private final AtomicLong nanos = new AtomicLong();
  private final BodyBudget budget = budget(BUDGET, CONNECTIONS, LARGEST, Duration.ofSeconds(1));

  private BodyBudget budget(int bytes, int connections, int largest, Duration limit) {
    return new BodyBudget(
        bytes, connections, largest, limit, HttpServletRequest::getRemoteAddr, nanos::get);
  }

  /**
   * A request of some bytes; the script says how many come at a time (0: the connection breaks).
   */
  private static MockHttpServletRequest request(byte[] bytes, IntUnaryOperator script) {
    return request(bytes, -1, script);
  }

  private static MockHttpServletRequest request(
      byte[] bytes, long announced, IntUnaryOperator script) {
    return new MockHttpServletRequest("POST", "/") {
      @Override
      public ServletInputStream getInputStream() {
        return new Script(bytes, script);
      }

      @Override
      public long getContentLengthLong() {
        return announced;
      }
    };
  }

  private static MockHttpServletRequest request(int size) {
    return request(bytes(size), left -> left);
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return bytes;
  }

  private ProblemCode refused(MockHttpServletRequest request, int most) {
    return catchThrowableOfType(ProblemException.class, () -> budget.read(request, most))
        .problem()
        .code();
  }

  /** All of the budget can be had at once: nothing of it was lost. */
  private void isWhole() throws IOException {
    List<Body> all = new ArrayList<>();
    all.add(announced(LARGEST));
    for (int i = SMALL; i < BUDGET / 2; i += SMALL) {
      all.add(announced(SMALL));
    }
    all.forEach(Body::close);
  }

  private Body announced(int size) throws IOException {
    return budget.read(request(bytes(size), size, left -> left), BUDGET);
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0,
        1,
        4 * KIB - 1,
        4 * KIB,
        4 * KIB + 1,
        16 * KIB - 1,
        16 * KIB,
        16 * KIB + 1,
        40_000
      })
  void shouldReadBodiesAsTheyAreHoweverTheyArrive(int size) throws IOException {
    for (int step : new int[] {1_000, 7_777, size + 1}) {
      for (int announced : new int[] {-1, size}) {
        MockHttpServletRequest request =
            request(bytes(size), announced, left -> Math.min(left, step));
        try (Body body = budget.read(request, LARGEST)) {
          assertThat(Arrays.equals(body.bytes(), bytes(size))).isTrue();
        }
      }
    }
    isWhole();
  }

  @Test
  void shouldRefuseLongBodiesAndGiveTheirShareBack() throws IOException {
    // given
    MockHttpServletRequest announced = new MockHttpServletRequest("POST", "/");
    announced.setContent(bytes(101));

    // then
    assertThat(refused(announced, 100)).isEqualTo(ProblemCode.TOO_LARGE);
    assertThat(refused(request(20_000), 19_999)).isEqualTo(ProblemCode.TOO_LARGE);
    try (Body just = budget.read(request(20_000), 20_000)) {
      assertThat(just.bytes()).hasSize(20_000);
    }
    isWhole();
  }

  @Test
  void shouldGiveUpSlowSendersAndGiveTheirShareBack() throws IOException {
    // given
    MockHttpServletRequest slow =
        request(
            bytes(5),
            left -> {
              nanos.addAndGet(Duration.ofMillis(300).toNanos());
              return 1;
            });

    // then
    assertThat(refused(slow, 100)).isEqualTo(ProblemCode.TOO_SLOW);
    isWhole();
  }

  @Test
  void shouldTakeABodyThatIsThereWhenItsTimeIsOver() throws IOException {
    // given
    MockHttpServletRequest late =
        request(
            bytes(5),
            5,
            left -> {
              nanos.addAndGet(Duration.ofSeconds(2).toNanos());
              return left;
            });

    // then
    try (Body body = budget.read(late, 100)) {
      assertThat(body.bytes()).hasSize(5);
    }
    isWhole();
  }

  @Test
  void shouldGiveTheShareBackWhenTheConnectionBreaks() throws IOException {
    // given
    MockHttpServletRequest broken = request(bytes(50_000), left -> left > 20_000 ? 9_000 : 0);

    // then
    assertThat(catchThrowableOfType(IOException.class, () -> budget.read(broken, BUDGET)))
        .isNotNull();
    isWhole();
  }

  @Test
  void shouldRefuseWhenThereIsNoRoomAndTakeAgainAfterwards() throws IOException {
    // given
    BodyBudget small = budget(BUDGET, CONNECTIONS, LARGEST, Duration.ofMillis(50));
    Body held = small.read(request(60_000), LARGEST);

    // when
    ProblemException refused =
        catchThrowableOfType(ProblemException.class, () -> small.read(request(60_000), LARGEST));
    held.close();

    // then
    assertThat(refused.problem().code()).isEqualTo(ProblemCode.UNAVAILABLE);
    assertThat(refused.problem().headers()).containsKey("Retry-After");
    try (Body body = small.read(request(60_000), LARGEST)) {
      assertThat(body.bytes()).hasSize(60_000);
    }
  }

  @Test
  void shouldTakeSmallBodiesWhileLargeOnesHoldTheirHalf() throws IOException {
    // given
    Body large = announced(LARGEST);

    // when
    Body small = announced(SMALL);

    // then
    assertThat(small.bytes()).hasSize(SMALL);
    small.close();
    large.close();
    isWhole();
  }

  @Test
  void shouldTakeSmallBodiesWhileAllOtherConnectionsHoldAsMuchAsTheyCan() throws IOException {
    // given
    List<Body> held = new ArrayList<>();
    held.add(announced(LARGEST));
    for (int i = 2; i < CONNECTIONS; i++) {
      held.add(announced(SMALL));
    }
    assertThat(refused(request(LARGEST), BUDGET)).isEqualTo(ProblemCode.UNAVAILABLE);

    // when
    Body small = announced(SMALL);

    // then
    assertThat(small.bytes()).hasSize(SMALL);
    small.close();
    held.forEach(Body::close);
    isWhole();
  }

  @Test
  void shouldTakeLargeBodiesOfOthersWhileOneAddressHoldsAsMuchAsItCan() throws IOException {
    // given
    int largest = BUDGET / 4;
    BodyBudget shared = budget(BUDGET, CONNECTIONS, largest, Duration.ZERO);
    List<Body> held = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      held.add(shared.read(from("192.0.2.1", largest / 2 + SMALL), BUDGET));
    }
    ProblemException refused =
        catchThrowableOfType(
            ProblemException.class, () -> shared.read(from("192.0.2.1", SMALL + 1), BUDGET));

    // when
    Body others = shared.read(from("192.0.2.2", largest), BUDGET);

    // then
    assertThat(refused.problem().code()).isEqualTo(ProblemCode.UNAVAILABLE);
    assertThat(others.bytes()).hasSize(largest);
    others.close();
    held.forEach(Body::close);
    try (Body again = shared.read(from("192.0.2.1", largest), BUDGET)) {
      assertThat(again.bytes()).hasSize(largest);
    }
  }

  private static MockHttpServletRequest from(String address, int size) {
    MockHttpServletRequest request = request(bytes(size), size, left -> left);
    request.setRemoteAddr(address);
    return request;
  }

  @Test
  void shouldCallNoMoreThan16KiBSmall() {
    assertThat(budget(64 << 20, 4096, KIB, Duration.ofSeconds(1)).smallBytes()).isEqualTo(8 * KIB);
    assertThat(budget(64 << 20, 1, KIB, Duration.ofSeconds(1)).smallBytes()).isEqualTo(16 * KIB);
  }

  @Test
  void shouldGiveTheShareBackOnceOnly() throws IOException {
    // given
    Body body = budget.read(request(10), BUDGET);

    // when
    body.close();
    body.close();

    // then
    isWhole();
    assertThat(refused(request(LARGEST + 1), BUDGET)).isEqualTo(ProblemCode.UNAVAILABLE);
  }

  private static final class Script extends ServletInputStream {
    private final byte[] bytes;
    private final IntUnaryOperator script;
    private int at;

    Script(byte[] bytes, IntUnaryOperator script) {
      this.bytes = bytes;
      this.script = script;
    }

    @Override
    public int read() {
      throw new UnsupportedOperationException();
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      if (at == bytes.length) {
        return -1;
      }
      int count = Math.min(length, script.applyAsInt(bytes.length - at));
      if (count == 0) {
        throw new IOException("connection reset");
      }
      System.arraycopy(bytes, at, target, offset, count);
      at += count;
      return count;
    }

    @Override
    public boolean isFinished() {
      return at == bytes.length;
    }

    @Override
    public boolean isReady() {
      return true;
    }

    @Override
    public void setReadListener(ReadListener listener) {
      throw new UnsupportedOperationException();
    }
  }
}
