package dev.puente.matcher.notifying.ledger;

import dev.puente.matcher.notifying.domain.State;
import org.jspecify.annotations.Nullable;

/**
 * One line of the timeline.
 *
 * @param state state then
 * @param at when, epoch milliseconds
 * @param reason reason, or what a note says
 * @param until end of a wait, if known
 */
public record HistoryStep(State state, long at, @Nullable String reason, @Nullable Long until) {}
