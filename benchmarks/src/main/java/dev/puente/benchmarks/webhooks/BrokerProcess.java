package dev.puente.benchmarks.webhooks;

import dev.puente.benchmarks.process.Lifeline;
import dev.puente.sandbox.broker.BrokerSettings;
import dev.puente.sandbox.broker.EmbeddedBroker;
import dev.puente.sandbox.registry.RegistryServer;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;

/** A broker with all topics and a schema registry; prints both addresses in one line. */
final class BrokerProcess {
  private static final int PARTITIONS = 6;

  private BrokerProcess() {}

  /** Argument: the data folder. */
  public static void main(String[] arguments) throws InterruptedException {
    Lifeline.hold();
    EmbeddedBroker broker = EmbeddedBroker.start(BrokerSettings.in(Path.of(arguments[0])));
    RegistryServer registry = RegistryServer.start(broker.bootstrapServers(), 0);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      new TopicAdmin(admin, new Topics(""), Duration.ofSeconds(60)).create(PARTITIONS, (short) 1);
    }
    System.out.println(broker.bootstrapServers() + " " + registry.url());
    new CountDownLatch(1).await();
  }
}
