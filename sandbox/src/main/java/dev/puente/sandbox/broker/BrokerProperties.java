package dev.puente.sandbox.broker;

import dev.puente.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The configuration of a single node that is broker and controller, small and quick to start. */
final class BrokerProperties {
  static final int NODE_ID = 1;
  static final String CONTROLLER = "CONTROLLER";
  static final Duration START_LIMIT = Duration.ofSeconds(60);

  private static final String CLIENTS = "CLIENTS";
  private static final String EXTRA = "EXTRA";

  /** Room for the largest record of the catalogue and its batch header. */
  private static final int LARGEST_BATCH_BYTES = Topics.LARGE_BYTES + 1024 * 1024;

  private static final int INTERNAL_PARTITIONS = 4;

  private BrokerProperties() {}

  static Map<String, String> of(BrokerSettings settings, Ports ports) {
    Map<String, String> all = new HashMap<>();
    addListeners(all, settings, ports);
    addSingleNode(all);
    addGroups(all);
    all.put("log.dirs", settings.dataFolder().toAbsolutePath().toString());
    all.put("auto.create.topics.enable", "false");
    all.put("log.cleaner.dedupe.buffer.size", "8388608");
    all.put("message.max.bytes", Integer.toString(LARGEST_BATCH_BYTES));
    all.put("replica.fetch.max.bytes", Integer.toString(LARGEST_BATCH_BYTES));
    all.put("server.max.startup.time.ms", Long.toString(START_LIMIT.toMillis()));
    all.putAll(settings.overrides());
    return all;
  }

  private static void addListeners(Map<String, String> all, BrokerSettings settings, Ports ports) {
    String listeners =
        "%s://127.0.0.1:%d,%s://127.0.0.1:%d"
            .formatted(CLIENTS, ports.clients(), CONTROLLER, ports.controller());
    String advertised = "%s://127.0.0.1:%d".formatted(CLIENTS, ports.clients());
    BrokerSettings.ExtraListener extra = settings.extraListener();
    if (extra != null) {
      listeners += ",%s://127.0.0.1:%d".formatted(EXTRA, ports.extra());
      advertised += ",%s://127.0.0.1:%d".formatted(EXTRA, extra.advertisedPort());
    }
    all.put("listeners", listeners);
    all.put("advertised.listeners", advertised);
    all.put(
        "listener.security.protocol.map",
        "%s:PLAINTEXT,%s:PLAINTEXT,%s:PLAINTEXT".formatted(CLIENTS, CONTROLLER, EXTRA));
    all.put("inter.broker.listener.name", CLIENTS);
    all.put("controller.listener.names", CONTROLLER);
    all.put("controller.quorum.voters", "%d@127.0.0.1:%d".formatted(NODE_ID, ports.controller()));
  }

  private static void addSingleNode(Map<String, String> all) {
    all.put("process.roles", "broker,controller");
    all.put("node.id", Integer.toString(NODE_ID));
    all.put("default.replication.factor", "1");
    all.put("min.insync.replicas", "1");
    for (String internal :
        List.of("offsets.topic", "transaction.state.log", "share.coordinator.state.topic")) {
      all.put(internal + ".replication.factor", "1");
      all.put(internal + ".num.partitions", Integer.toString(INTERNAL_PARTITIONS));
    }
    all.put("transaction.state.log.min.isr", "1");
    all.put("share.coordinator.state.topic.min.isr", "1");
    // a killed process is taken for dead soon: the next start of the broker, and readers behind an
    // open transaction, wait for it
    all.put("broker.session.timeout.ms", "2000");
    all.put("broker.heartbeat.interval.ms", "500");
    // The next transaction of a producer begins while markers of the last are still written; the
    // broker then looks again, by default every 20 ms: most of the time that a link takes.
    all.put("add.partitions.to.txn.retry.backoff.ms", "2");
    all.put("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
  }

  private static void addGroups(Map<String, String> all) {
    all.put("group.initial.rebalance.delay.ms", "0");
    all.put("group.streams.initial.rebalance.delay.ms", "0");
    for (String kind : List.of("consumer", "share", "streams")) {
      all.put("group." + kind + ".min.heartbeat.interval.ms", "500");
      all.put("group." + kind + ".heartbeat.interval.ms", "500");
    }
  }
}
