package dev.puente.cli.clients;

import dev.puente.cli.clients.SyncPlan.Ask;
import dev.puente.cli.clients.SyncPlan.Kind;
import dev.puente.cli.cluster.ClusterOptions;
import dev.puente.schemas.key.TenantKey;
import dev.puente.schemas.topic.Topics;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * {@code puente clients sync}: asks for a contact in Chatwoot for each active client that has a
 * phone of its own and no linked contact. The matcher and the worker do it, within the tenant's
 * budget; a contact that exists is taken, another is created. What is linked is passed over, so a
 * run that was stopped is simply repeated.
 */
@Command(
    name = "sync",
    description = {
      "Link or create a contact in Chatwoot for every active client of a tenant.",
      "Clients that have a linked contact are passed over: a run that was stopped is repeated. "
          + "Stopping does not take back what was asked."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:every client that can have a linked contact has one",
      "1:some were refused, are not linked, or got no answer in time",
      "2:wrong usage"
    },
    mixinStandardHelpOptions = true)
public final class ClientsSyncCommand implements Callable<Integer> {
  private static final Duration POLL = Duration.ofMillis(250);
  private static final Duration REPORT_EVERY = Duration.ofSeconds(5);
  private static final Duration LINK_PATIENCE = Duration.ofSeconds(30);
  private static final int SHOWN = 20;

  @Mixin private ClusterOptions cluster = new ClusterOptions();

  @Option(names = "--tenant", paramLabel = "T", required = true, description = "The tenant.")
  private String tenant = "";

  @Option(
      names = "--inbox",
      paramLabel = "ID",
      description = "Also make the contact reachable in this inbox (default: no inbox).")
  private @Nullable Long inbox;

  @Option(names = "--dry-run", description = "Only tell what would be asked.")
  private boolean dryRun;

  @Option(
      names = "--in-flight",
      paramLabel = "N",
      defaultValue = "200",
      description = "Contacts asked for at a time, 1 to 5000 (default: ${DEFAULT-VALUE}).")
  private int inFlight = 200;

  @Option(
      names = "--patience",
      paramLabel = "SECONDS",
      defaultValue = "600",
      description = "Give up when nothing happened for so long (default: ${DEFAULT-VALUE}).")
  private int patienceSeconds = 600;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws IOException {
    refuse(!TenantKey.isTenant(tenant), "--tenant: a tenant is named [a-z0-9][a-z0-9_-]{0,62}");
    refuse(inFlight < 1 || inFlight > 5_000, "--in-flight must be 1 to 5000, was " + inFlight);
    refuse(patienceSeconds < 1, "--patience must be at least 1, was " + patienceSeconds);
    Long inboxId = inbox;
    refuse(inboxId != null && inboxId < 1, "--inbox must be a positive number");
    try (SyncTopics topics = new SyncTopics(cluster)) {
      SyncPlan plan = SyncPlan.of(snapshot(topics));
      print(plan);
      if (plan.counts().isEmpty()) {
        warn("The topic " + topics.topics().clients().name() + " has no client of " + tenant);
        return 1;
      }
      if (dryRun) {
        return 0;
      }
      int exit = plan.asked().isEmpty() ? 0 : run(topics, plan);
      if (plan.count(Kind.UNREAD) > 0) {
        warn("The matcher has not read all clients yet: run the command again.");
        return 1;
      }
      return exit;
    }
  }

  private TenantSnapshot snapshot(SyncTopics topics) throws IOException {
    warn("Reading the clients of " + tenant + " ...");
    TenantSnapshot snapshot = new TenantSnapshot(tenant);
    Topics names = topics.topics();
    topics.readAll(
        List.of(
            topics.new Reader<>(names.clients(), snapshot::client),
            topics.new Reader<>(names.addresses(), snapshot::address),
            topics.new Reader<>(names.clientPhones(), snapshot::phone),
            topics.new Reader<>(names.contactLinks(), snapshot::link)));
    return snapshot;
  }

  private int run(SyncTopics topics, SyncPlan plan) throws IOException {
    // Of its own for each run: a wish that was carried out is not carried out again.
    String hash = UUID.randomUUID().toString().replace("-", "");
    SyncProgress progress = new SyncProgress(hash);
    TenantSnapshot links = new TenantSnapshot(tenant);
    Topics names = topics.topics();
    topics.follow(List.of(names.commandResults(), names.contactLinks()));
    List<SyncTopics.Reader<?>> readers =
        List.of(
            topics
            .new Reader<>(
                names.commandResults(),
                (key, result) -> {
                  if (result != null && result.getTenant().equals(tenant)) {
                    progress.answered(result);
                  }
                }),
            topics
            .new Reader<>(
                names.contactLinks(),
                (key, link) -> {
                  String client = links.link(key, link);
                  if (client != null) {
                    progress.linked(client);
                  }
                }));
    Deque<Ask> left = new ArrayDeque<>(plan.asked());
    long reported = System.nanoTime();
    long moved = reported;
    int before = -1;
    while (wanted(left, progress, System.nanoTime() - moved)) {
      ask(topics, left, progress, hash);
      topics.poll(readers, POLL);
      int state = progress.openCount() + progress.notLinked().size() + left.size();
      long now = System.nanoTime();
      if (state != before) {
        before = state;
        moved = now;
      }
      if (now - reported > REPORT_EVERY.toNanos()) {
        reported = now;
        warn(line(plan, progress));
      }
    }
    return summary(plan, progress, left.size());
  }

  private boolean wanted(Deque<Ask> left, SyncProgress progress, long idleNanos) {
    if (progress.tenantBlocked()) {
      return false;
    }
    boolean answered = left.isEmpty() && progress.openCount() == 0;
    if (answered && progress.notLinked().isEmpty()) {
      return false;
    }
    long patience = answered ? LINK_PATIENCE.toSeconds() : patienceSeconds;
    return idleNanos < Duration.ofSeconds(patience).toNanos();
  }

  private void ask(SyncTopics topics, Deque<Ask> left, SyncProgress progress, String hash)
      throws IOException {
    List<Future<?>> sent = new ArrayList<>();
    while (!left.isEmpty() && progress.openCount() < inFlight) {
      Ask next = left.removeFirst();
      progress.asked(next.clientId());
      sent.add(topics.ask(tenant, next, inbox, hash));
    }
    SyncTopics.written(sent);
  }

  private static String line(SyncPlan plan, SyncProgress progress) {
    return progress.linkedCount()
        + " of "
        + plan.asked().size()
        + " linked, "
        + progress.openCount()
        + " under way, "
        + progress.refused().size()
        + " refused";
  }

  private void print(SyncPlan plan) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf(
        "clients of %s: %d%n", tenant, plan.counts().values().stream().mapToInt(n -> n).sum());
    for (Kind kind : Kind.values()) {
      if (plan.count(kind) > 0) {
        out.printf("  %-28s %8d%n", kind.text(), plan.count(kind));
      }
    }
    out.flush();
  }

  private int summary(SyncPlan plan, SyncProgress progress, int left) {
    PrintWriter out = spec.commandLine().getOut();
    out.printf("asked for: %d of %d%n", progress.askedCount(), plan.asked().size());
    out.printf("  %-28s %8d%n", "linked now", progress.linkedCount());
    Map<String, Long> reasons =
        progress.refused().values().stream()
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    reasons.forEach((reason, n) -> out.printf("  %-28s %8d%n", "refused: " + reason, n));
    int open = progress.openCount();
    int unlinked = progress.notLinked().size() - open;
    if (unlinked > 0) {
      out.printf("  %-28s %8d%n", "written but not linked", unlinked);
    }
    if (open > 0) {
      out.printf("  %-28s %8d%n", "no answer yet", open);
    }
    out.flush();
    some("refused", progress.refused().keySet());
    some("not linked", progress.notLinked());
    if (progress.tenantBlocked()) {
      warn("Chatwoot refuses the token or the account of " + tenant + ": put its settings right");
    }
    if (open + left > 0) {
      warn("Run the command again later: what is linked then is passed over.");
    }
    boolean done = left == 0 && progress.notLinked().isEmpty() && progress.refused().isEmpty();
    return done ? 0 : 1;
  }

  private void some(String what, Collection<String> clients) {
    if (!clients.isEmpty()) {
      String shown = clients.stream().limit(SHOWN).collect(Collectors.joining(", "));
      warn(what + ": " + shown + (clients.size() > SHOWN ? ", ..." : ""));
    }
  }

  private void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private void warn(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }
}
