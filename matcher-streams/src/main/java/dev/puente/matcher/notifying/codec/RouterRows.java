package dev.puente.matcher.notifying.codec;

import static dev.puente.matcher.notifying.codec.Common.map;

import dev.puente.matcher.notifying.domain.Place;
import dev.puente.matcher.notifying.router.Known;
import dev.puente.matcher.notifying.router.Pending;
import dev.puente.matcher.state.PendingState;
import dev.puente.matcher.state.RecipientState;
import org.apache.kafka.common.serialization.Serde;

/** Rows of the router's stores. */
public final class RouterRows {
  private RouterRows() {}

  /** Where recipients are reached. */
  public static Serde<Known> known() {
    return new MappedSerde<>(
        RecipientState.class,
        k -> new RecipientState(k.version(), map(k.target(), Common::write), k.reason()),
        k -> new Known(k.getVersion(), map(k.getTarget(), Common::read), k.getReason()));
  }

  /** Waiting requests. */
  public static Serde<Pending> pending() {
    return new MappedSerde<>(
        PendingState.class,
        p ->
            new PendingState(
                p.key(), p.notificationId(), p.place().seq(), p.place().due(), p.deadline()),
        p ->
            new Pending(
                p.getKey(),
                p.getNotificationId(),
                new Place(p.getDue(), p.getSeq()),
                p.getDeadline()));
  }
}
