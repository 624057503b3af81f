package dev.puente.sandbox.worker;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Properties of a worker under test: all waits are short, and still hold together. */
final class WorkerSettings {
  private WorkerSettings() {}

  static Map<String, Object> of(KafkaLab kafka, Path tenants) {
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("server.port", 0);
    properties.put("puente.kafka.bootstrap-servers", kafka.broker.bootstrapServers());
    properties.put("puente.kafka.properties.session.timeout.ms", "6000");
    properties.put("puente.schema-registry-url", kafka.registryUrl());
    properties.put("puente.tenants-file", tenants);
    properties.put("puente.tenants-environment", false);
    properties.put("puente.allow-private-targets", true);
    properties.put("puente.notifier.connect-timeout", "1s");
    properties.put("puente.notifier.times.request-deadline", "2s");
    properties.put("puente.notifier.times.lease-margin", "3s");
    properties.put("puente.notifier.times.commit-lease", "5s");
    properties.put("puente.notifier.times.commit-renewal", "1s");
    properties.put("puente.notifier.times.drain", "4s");
    properties.put("puente.notifier.times.takeover-settling", "7500ms");
    properties.put("puente.notifier.times.second-lookup", "2s");
    properties.put("puente.notifier.breaker.threshold", 1000);
    properties.put("puente.notifier.poll.commit-interval", "100ms");
    return properties;
  }
}
