package dev.puente.matcher.notifying.domain;

/**
 * The numbers of delivery, times in milliseconds.
 *
 * @param grace how long a request waits for the address of its recipient
 * @param lease from dispatch to {@code not_after}
 * @param overdue how long after {@code not_after} an answer may still come
 * @param settle from an ambiguous answer to the look-up
 * @param maxAttempts uncertain handlings before {@code FAILED(unknown)}
 * @param retryFloor shortest time before anything is tried again
 * @param syncBackoff longest time between tries of a sync
 * @param probe how long a blocked tenant is left alone before one try
 * @param slots outstanding commands per installation and task; half are closed to bulk and syncs
 * @param boxEntries entries in one mailbox
 * @param boxBytes about how many bytes the entries of one mailbox take
 * @param ticketWait how long a mailbox waits for the ledger's word on an earlier request
 * @param dedupe how long the ledger remembers
 */
public record Numbers(
    long grace,
    long lease,
    long overdue,
    long settle,
    int maxAttempts,
    long retryFloor,
    long syncBackoff,
    long probe,
    int slots,
    int boxEntries,
    int boxBytes,
    long ticketWait,
    long dedupe) {}
