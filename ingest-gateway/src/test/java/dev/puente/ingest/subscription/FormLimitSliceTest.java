package dev.puente.ingest.subscription;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.puente.ingest.RunningGateway;
import dev.puente.ingest.auth.KeyInterceptor;
import dev.puente.ingest.auth.Tenants;
import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemException;
import dev.puente.ingest.web.BodyBudget;
import dev.puente.ingest.web.ClientAddress;
import dev.puente.ingest.web.TraceParents;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class FormLimitSliceTest {
  @Test
  void shouldAnswer429BeforeAnythingElse() {
    // given
    RunningGateway gateway = RunningGateway.reset();
    SubscriptionController controller =
        new SubscriptionController(
            gateway.bean(Subscriptions.class),
            gateway.bean(SubscriptionViews.class),
            gateway.bean(Tenants.class),
            gateway.bean(KeyInterceptor.class),
            new RateLimiter(1, () -> 0),
            new ClientAddress(List.of("10.0.0.0/8")),
            gateway.bean(TraceParents.class),
            gateway.bean(BodyBudget.class));

    // when
    Problem first = post(controller, "192.0.2.1");
    Problem second = post(controller, "192.0.2.1");
    Problem other = post(controller, "192.0.2.2");

    // then
    assertThat(first.status()).isEqualTo(400);
    assertThat(second.status()).isEqualTo(429);
    assertThat(second.headers()).containsEntry("Retry-After", "60");
    assertThat(other.status()).isEqualTo(400);
    assertThat(post(controller, "10.0.0.7", "9.9.9.9, 192.0.2.1").status()).isEqualTo(429);
    assertThat(post(controller, "192.0.2.1", "198.51.100.4").status()).isEqualTo(429);
  }

  private static Problem post(
      SubscriptionController controller, String address, String... forwarded) {
    MockHttpServletRequest request = new MockHttpServletRequest("POST", "/api/subscriptions");
    request.setRemoteAddr(address);
    for (String header : forwarded) {
      request.addHeader("X-Forwarded-For", header);
    }
    request.setContentType("application/json");
    return catchThrowableOfType(ProblemException.class, () -> controller.post(request)).problem();
  }
}
