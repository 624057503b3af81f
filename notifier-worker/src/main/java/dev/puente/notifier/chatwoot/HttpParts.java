package dev.puente.notifier.chatwoot;

import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.DoubleSupplier;
import tools.jackson.databind.json.JsonMapper;

/**
 * What all accounts share.
 *
 * @param deadline end of one request, connecting and body included
 * @param bodyLimitBytes longest answer that is read
 * @param random at least 0, less than 1
 */
record HttpParts(
    HttpClient http,
    JsonMapper json,
    TargetCheck targets,
    Duration deadline,
    long bodyLimitBytes,
    InstantSource clock,
    DoubleSupplier random) {}
