package dev.puente.matcher.linking.domain;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.jspecify.annotations.Nullable;

/**
 * A contact's phone changes a few times in Chatwoot, and what tells of it comes late, twice and in
 * any order: a phone that is known never gives way to an older one, and the newest one is known in
 * the end.
 */
class SightingsPropertyTest {
  private static final long CONTACT = 9;
  private static final long EVERY = 10;
  private static final int CHANGES = 4;
  private static final long LATER = 1_000;

  sealed interface Arrival {
    long at();
  }

  /** A {@code contact_updated} that names the phone. */
  record Named(long at) implements Arrival {}

  /** Any other event with a clock of Chatwoot's. */
  record Other(long at) implements Arrival {}

  /** A read that began at that time. */
  record Answer(long at) implements Arrival {}

  /** The phone at a time. */
  private static String phoneAt(long time) {
    return "+" + Math.min(CHANGES, time / EVERY);
  }

  private static Sightings.Sighted arrive(
      @Nullable ContactProfile known, Arrival arrival, long now) {
    String phone = phoneAt(arrival.at());
    return arrival instanceof Answer
        ? Sightings.accept(
            known == null ? ContactProfile.unseen(CONTACT) : known,
            new Reading("read", arrival.at(), phone, null, "Ana"),
            now)
        : Sightings.accept(
            known,
            new Sighting(
                CONTACT,
                "event",
                false,
                arrival.at(),
                true,
                arrival instanceof Named,
                phone,
                null,
                "Ana",
                null,
                null),
            now);
  }

  @Property(tries = 500)
  void shouldNeverReturnToAnOlderPhoneAndEndWithTheNewest(@ForAll("arrivals") List<Arrival> all) {
    ContactProfile known = null;
    String newest = "";
    boolean reading = false;
    long now = LATER;
    for (Arrival arrival : all) {
      Sightings.Sighted seen = arrive(known, arrival, ++now);
      known = seen.profile();
      reading |= seen.refreshWanted();
      String phone = requireNonNull(known.phone().value());
      assertThat(phone).as("after %s", arrival).isGreaterThanOrEqualTo(newest);
      newest = phone;
    }
    if (reading) {
      known = arrive(known, new Answer(++now), now).profile();
    }

    assertThat(requireNonNull(known).phone().value()).isEqualTo(phoneAt(CHANGES * EVERY));
  }

  @Provide
  Arbitrary<List<Arrival>> arrivals() {
    Arbitrary<Long> time = Arbitraries.longs().between(0, (CHANGES + 1) * EVERY);
    Arbitrary<Arrival> more =
        Arbitraries.frequencyOf(
            Tuple.of(3, time.map(Other::new)),
            Tuple.of(1, time.map(Answer::new)),
            Tuple.of(1, Arbitraries.longs().between(1, CHANGES).map(n -> new Named(n * EVERY))));
    return more.list()
        .ofMaxSize(8)
        .map(SightingsPropertyTest::withAllChanges)
        .flatMap(Arbitraries::shuffle);
  }

  private static List<Arrival> withAllChanges(List<Arrival> more) {
    List<Arrival> all = new ArrayList<>(more);
    for (int change = 1; change <= CHANGES; change++) {
      all.add(new Named(change * EVERY));
    }
    return all;
  }
}
