package dev.puente.notifier.command;

import java.time.Duration;

/**
 * Limits for each installation.
 *
 * @param concurrency commands that are worked on at once
 * @param limitPerMinute requests that the server accepts in a minute
 * @param budgetPerMinute requests that we use of them
 * @param breakerThreshold failures in a row that stop calls
 * @param breakerRest first rest after that
 * @param breakerRestMax longest rest
 */
public record InstallationSettings(
    int concurrency,
    int limitPerMinute,
    int budgetPerMinute,
    int breakerThreshold,
    Duration breakerRest,
    Duration breakerRestMax) {}
