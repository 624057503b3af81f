package dev.puente.matcher.notifying.router;

import dev.puente.matcher.notifying.domain.Target;
import org.jspecify.annotations.Nullable;

/**
 * Where a recipient is reached.
 *
 * @param version version of the address record; higher replaces lower
 * @param target where; null: nowhere
 * @param reason why there is no address, or null
 */
public record Known(long version, @Nullable Target target, @Nullable String reason) {}
