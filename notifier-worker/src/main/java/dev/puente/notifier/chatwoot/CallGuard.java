package dev.puente.notifier.chatwoot;

import dev.puente.notifier.delivery.Effect;
import dev.puente.notifier.delivery.Problem;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides immediately before each call whether it may be made, and hears how it went. */
public interface CallGuard {
  /** Empty: make the call now. */
  Optional<Problem> refusal(Effect effect);

  /**
   * A call ended.
   *
   * @param problem null when it went well
   */
  void ended(String operation, @Nullable Problem problem);

  /** Rests before a repetition; false when there is no time left or the work is called off. */
  boolean rest(Duration duration);
}
