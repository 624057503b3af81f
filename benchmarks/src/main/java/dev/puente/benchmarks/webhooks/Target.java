package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.load.RequestSource;
import dev.puente.benchmarks.process.ChildJvm;
import java.net.InetSocketAddress;

/**
 * A server under load.
 *
 * @param title in the report
 * @param requests what it is sent
 */
public record Target(
    String title, ChildJvm server, InetSocketAddress address, RequestSource.Factory requests) {}
