package dev.puente.matcher.notifying.router;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.matcher.notifying.domain.LedgerEvent;
import dev.puente.matcher.notifying.domain.MailboxEvent;
import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Target;
import dev.puente.matcher.notifying.domain.Urgency;
import dev.puente.matcher.notifying.mailbox.MailboxFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RouterTest {
  private final MemoryRouterTables tables = new MemoryRouterTables();
  private final List<RouterEffect> effects = new ArrayList<>();
  private final Router router = new Router(tables, MailboxFixture.NUMBERS, effects::add);
  private long seq;

  private void request(String id, @Nullable Long sendAt) {
    router.onRequest(
        "a",
        id,
        new LedgerEvent.Accept(
            "d",
            "client/1",
            null,
            null,
            new Message("R", "x", null, null),
            Urgency.TRANSACTIONAL,
            sendAt,
            null,
            null,
            Map.of(),
            1_000,
            ++seq,
            null),
        null,
        1_000);
  }

  private void locate(long version, @Nullable String address) {
    Target target = address == null ? null : MailboxFixture.target(address, version);
    router.onAddress("a", "client/1", version, target, null, 1_000);
  }

  @Test
  void shouldReleaseWhatWaitsInBoundedSteps() {
    // given
    int many = 6_000;
    for (int i = 0; i < many; i++) {
      request("n" + i, null);
    }
    effects.clear();

    // when
    locate(1, "phone/+541");
    long atOnce = seen().stream().filter(e -> e.endsWith(" Resolved")).count();
    router.tick(61_000, many);
    List<String> later = seen();

    // then
    assertThat(atOnce).isBetween(1_000L, 5_000L);
    assertThat(later).noneMatch(e -> e.endsWith(" Unresolved"));
    assertThat(later.stream().filter(e -> e.endsWith(" Resolved"))).hasSize((int) (many - atOnce));
  }

  @Test
  void shouldNotWithdrawWhatIsAskedForAClientThatIsRegisteredAgain() {
    // given
    locate(5, "phone/+541");
    router.onErased("a", "client/1");
    var erased = (RouterEffect.ToMailbox) effects.getLast();
    effects.clear();

    // when
    locate(6, "phone/+541");
    request("n1", null);

    // then
    var routed = (LedgerEvent.Accept) ((RouterEffect.ToLedger) effects.getLast()).event();
    assertThat(erased.event())
        .isInstanceOfSatisfying(
            MailboxEvent.Rebind.class,
            rebind ->
                assertThat(rebind.version())
                    .isGreaterThan(5)
                    .isLessThanOrEqualTo(requireNonNull(routed.target()).version()));
  }

  private List<String> seen() {
    List<String> seen =
        effects.stream()
            .map(
                effect ->
                    switch (effect) {
                      case RouterEffect.ToLedger e ->
                          e.notificationId() + " " + e.event().getClass().getSimpleName();
                      case RouterEffect.ToMailbox e ->
                          e.address() + " " + e.event().getClass().getSimpleName();
                    })
            .toList();
    effects.clear();
    return seen;
  }

  @Test
  void shouldReserveThePlaceBeforeTheLedgerIsAsked() {
    // given
    locate(1, "phone/+1");

    // when
    request("n1", null);

    // then
    assertThat(seen()).containsExactly("phone/+1 Reserve", "n1 Accept");
  }

  @Test
  void shouldReserveNothingForWhatIsDueMuchLater() {
    // given
    locate(1, "phone/+1");

    // when
    request("n1", 3_600_000L);

    // then
    assertThat(seen()).containsExactly("n1 Accept");
  }

  @Test
  void shouldReleaseWaitingRequestsInTheirOrder() {
    // given
    request("n1", null);
    request("n2", null);
    seen();

    // when
    locate(1, "phone/+1");

    // then
    assertThat(seen())
        .containsExactly("phone/+1 Reserve", "n1 Resolved", "phone/+1 Reserve", "n2 Resolved");
    assertThat(tables.pending).isEmpty();
  }

  @Test
  void shouldIgnoreAnOlderAddress() {
    // given
    locate(2, "phone/+2");

    // when
    locate(1, "phone/+1");

    // then
    assertThat(seen()).isEmpty();
  }

  @Test
  void shouldTellTheOldMailboxOnlyWhenTheAddressIsAnotherOne() {
    // given
    locate(1, "phone/+1");

    // when
    locate(2, "phone/+1");
    List<String> same = seen();
    locate(3, "phone/+2");
    List<String> other = seen();
    locate(4, null);

    // then
    assertThat(same).isEmpty();
    assertThat(other).containsExactly("phone/+1 Rebind");
    assertThat(effects)
        .singleElement()
        .isInstanceOfSatisfying(
            RouterEffect.ToMailbox.class,
            e -> {
              assertThat(e.address()).isEqualTo("phone/+2");
              assertThat(((MailboxEvent.Rebind) e.event()).target()).isNull();
            });
  }

  @Test
  void shouldSayWhyARecipientCanNotBeReached() {
    // given
    router.onAddress("a", "client/1", 1, null, "no_phone", 1_000);
    request("n1", null);
    seen();

    // when
    router.tick(61_000, 10);

    // then
    assertThat(effects)
        .singleElement()
        .isInstanceOfSatisfying(
            RouterEffect.ToLedger.class,
            e -> assertThat(((LedgerEvent.Unresolved) e.event()).reason()).isEqualTo("no_phone"));
  }

  @Test
  void shouldEndGracesInBoundedSteps() {
    // given
    for (int i = 0; i < 5; i++) {
      request("n" + i, null);
    }
    seen();

    // when
    router.tick(61_000, 3);

    // then
    assertThat(seen()).hasSize(3);
    router.tick(61_000, 3);
    assertThat(seen()).hasSize(2);
  }
}
