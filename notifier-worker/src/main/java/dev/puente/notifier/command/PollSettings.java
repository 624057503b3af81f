package dev.puente.notifier.command;

import java.time.Duration;

/**
 * Numbers of the poll loop.
 *
 * @param pollWait longest wait of one poll
 * @param reserveAhead how many offsets are reserved ahead
 * @param pauseAt untried records of a partition at which reading it pauses
 * @param resumeAt untried records of a partition at which reading it goes on
 * @param drain how long a hand-over waits for running calls
 * @param renewal longest time between two commits
 * @param commitInterval shortest time between two commits that only tell of progress
 * @param kafkaCall longest wait for one Kafka call
 * @param zombie how long after an assignment an earlier owner may still begin a call
 */
public record PollSettings(
    Duration pollWait,
    int reserveAhead,
    int pauseAt,
    int resumeAt,
    Duration drain,
    Duration renewal,
    Duration commitInterval,
    Duration kafkaCall,
    Duration zombie) {}
