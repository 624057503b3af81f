package dev.puente.ingest.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.publish.EventIdSource;
import dev.puente.ingest.subscription.FormIdentities.Identity;
import dev.puente.schemas.tenant.Secret;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FormIdentitiesTest {
  private static final Instant CONSENT = Instant.parse("2026-07-27T10:00:00Z");
  private static final String KEY = Hashes.sha256("key");
  private static final String FORM = Hashes.sha256("form");

  private final FormIdentities one = instance("secret", CONSENT.plusSeconds(5));

  private static FormIdentities instance(String secret, Instant now) {
    return new FormIdentities(
        new EventIdSource(new SecureRandom()), InstantSource.fixed(now), new Secret(secret));
  }

  @Test
  void shouldDeriveTheSameOnEveryInstanceAtEveryTime() {
    // given
    FormIdentities other = instance("secret", CONSENT.plusSeconds(86_400));

    // then
    assertThat(other.derived("shop", KEY, FORM, CONSENT))
        .isEqualTo(one.derived("shop", KEY, FORM, CONSENT));
  }

  @Test
  void shouldHaveTheUsualShape() {
    // when
    Identity derived = one.derived("shop", KEY, FORM, CONSENT);
    Identity drawn = one.drawn();

    // then
    for (Identity identity : new Identity[] {derived, drawn}) {
      assertThat(identity.id()).matches("sub_[0-9]{10}_[0-9a-f]{8}");
      assertThat(identity.token()).matches("[0-9a-f]{32}");
      assertThat(identity.eventId()).matches("[0-9a-f]{32}");
      assertThat(identity.toString()).doesNotContain(identity.token());
    }
    assertThat(seconds(derived))
        .isBetween(
            CONSENT.getEpochSecond() - FormIdentities.SPREAD_SECONDS, CONSENT.getEpochSecond());
    assertThat(seconds(drawn)).isEqualTo(CONSENT.getEpochSecond() + 5);
  }

  @Test
  void shouldGiveNothingAwayToWhoKnowsTheKeyButNotTheForm() {
    // given
    Identity first = one.derived("shop", KEY, FORM, CONSENT);

    // then
    for (Identity other :
        new Identity[] {
          one.derived("shop", KEY, Hashes.sha256("another form"), CONSENT),
          one.derived("shop", Hashes.sha256("another key"), FORM, CONSENT),
          one.derived("clinic", KEY, FORM, CONSENT),
          instance("another secret", CONSENT).derived("shop", KEY, FORM, CONSENT),
          one.drawn()
        }) {
      assertThat(other.id()).isNotEqualTo(first.id());
      assertThat(other.token()).isNotEqualTo(first.token());
      assertThat(other.eventId()).isNotEqualTo(first.eventId());
    }
    assertThat(first.token()).isNotEqualTo(first.eventId());
  }

  @Test
  void shouldNotRunIntoEachOtherWhenPagesSendAFixedTimeOfConsent() {
    // when
    Set<String> ids =
        IntStream.range(0, 50_000)
            .mapToObj(i -> one.derived("shop", Hashes.sha256("key" + i), FORM, CONSENT).id())
            .collect(Collectors.toSet());

    // then
    assertThat(ids).hasSize(50_000);
  }

  private static long seconds(Identity identity) {
    return Long.parseLong(identity.id().split("_")[1]);
  }
}
