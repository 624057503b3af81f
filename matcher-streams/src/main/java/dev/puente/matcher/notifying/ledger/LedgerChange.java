package dev.puente.matcher.notifying.ledger;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of one event.
 *
 * @param row the row now; null: still none
 * @param publish whether an outcome is due
 * @param effects what follows besides
 */
public record LedgerChange(@Nullable LedgerRow row, boolean publish, List<LedgerEffect> effects) {}
