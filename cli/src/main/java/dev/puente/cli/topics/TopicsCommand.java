package dev.puente.cli.topics;

import dev.puente.cli.cluster.ClusterOptions;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.TopicAdmin;
import dev.puente.schemas.topic.Topics;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.TopicPartitionInfo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code puente topics}: what is there, and the catalogue's topics created or checked. */
@Command(
    name = "topics",
    description = "List, create and check topics.",
    mixinStandardHelpOptions = true)
public final class TopicsCommand {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** Runs with the admin client and the catalogue of the named cluster. */
  private interface Work {
    int with(Admin admin, Topics topics, PrintWriter out) throws Exception;
  }

  private static int run(ClusterOptions cluster, CommandSpec spec, Work work) throws Exception {
    try (Admin admin = Admin.create(cluster.clientProperties())) {
      return work.with(admin, new Topics(cluster.topicPrefix()), spec.commandLine().getOut());
    }
  }

  @Command(
      name = "list",
      description = "All topics with partitions and the number of offsets they hold.",
      mixinStandardHelpOptions = true)
  int list(
      @Mixin ClusterOptions cluster,
      @Option(names = "--all", description = "Internal topics too.") boolean all)
      throws Exception {
    return run(
        cluster,
        spec,
        (admin, topics, out) -> {
          List<String> ours = topics.all().stream().map(Topic::name).toList();
          TreeMap<String, TopicDescription> found =
              new TreeMap<>(
                  admin
                      .describeTopics(
                          admin.listTopics().names().get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                      .allTopicNames()
                      .get(LIMIT.toSeconds(), TimeUnit.SECONDS));
          found.keySet().removeIf(name -> !all && !ours.contains(name));
          Map<String, Long> records = offsets(admin, found);
          out.printf("%-28s %10s %10s%n", "TOPIC", "PARTITIONS", "OFFSETS");
          found.forEach(
              (name, d) ->
                  out.printf(
                      "%-28s %10d %10d%n",
                      name, d.partitions().size(), records.getOrDefault(name, 0L)));
          ours.stream()
              .filter(name -> !found.containsKey(name))
              .forEach(name -> out.printf("%-28s %10s%n", name, "missing"));
          out.flush();
          return 0;
        });
  }

  private static Map<String, Long> offsets(Admin admin, Map<String, TopicDescription> found)
      throws Exception {
    Map<TopicPartition, OffsetSpec> latest = new java.util.HashMap<>();
    Map<TopicPartition, OffsetSpec> earliest = new java.util.HashMap<>();
    found.forEach(
        (name, description) -> {
          for (TopicPartitionInfo p : description.partitions()) {
            latest.put(new TopicPartition(name, p.partition()), OffsetSpec.latest());
            earliest.put(new TopicPartition(name, p.partition()), OffsetSpec.earliest());
          }
        });
    Map<TopicPartition, ListOffsetsResultInfo> ends =
        admin.listOffsets(latest).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    Map<TopicPartition, ListOffsetsResultInfo> starts =
        admin.listOffsets(earliest).all().get(LIMIT.toSeconds(), TimeUnit.SECONDS);
    return ends.entrySet().stream()
        .collect(
            Collectors.groupingBy(
                e -> e.getKey().topic(),
                Collectors.summingLong(e -> e.getValue().offset() - offsetOf(starts, e.getKey()))));
  }

  private static long offsetOf(
      Map<TopicPartition, ListOffsetsResultInfo> offsets, TopicPartition partition) {
    ListOffsetsResultInfo info = offsets.get(partition);
    return info == null ? 0 : info.offset();
  }

  @Command(
      name = "create",
      description = "Create the missing topics of the catalogue; existing ones are left alone.",
      mixinStandardHelpOptions = true)
  int create(
      @Mixin ClusterOptions cluster,
      @Option(
              names = "--partitions",
              defaultValue = "12",
              description = "Default ${DEFAULT-VALUE}.")
          int partitions,
      @Option(
              names = "--replication",
              defaultValue = "1",
              description = "Default ${DEFAULT-VALUE}.")
          short replication)
      throws Exception {
    return run(
        cluster,
        spec,
        (admin, topics, out) -> {
          TopicAdmin topicAdmin = new TopicAdmin(admin, topics, LIMIT);
          topicAdmin
              .create(partitions, replication)
              .forEach(name -> out.println("created " + name));
          return report(topicAdmin.contradictions(), out);
        });
  }

  @Command(
      name = "check",
      description = "Tell where the cluster contradicts the catalogue.",
      mixinStandardHelpOptions = true)
  int check(@Mixin ClusterOptions cluster) throws Exception {
    return run(
        cluster,
        spec,
        (admin, topics, out) -> report(new TopicAdmin(admin, topics, LIMIT).contradictions(), out));
  }

  private static int report(List<String> problems, PrintWriter out) {
    problems.forEach(out::println);
    if (problems.isEmpty()) {
      out.println("all topics are as they must be");
    }
    out.flush();
    return problems.isEmpty() ? 0 : 1;
  }

  @Spec private CommandSpec spec = CommandSpec.create();
}
