package dev.puente.cli;

import dev.puente.cli.clients.ClientsCommand;
import dev.puente.cli.phone.PhoneKeyCommand;
import dev.puente.cli.topics.TailCommand;
import dev.puente.cli.topics.TopicsCommand;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The commands that need no embedded application; {@code ./puente} alone lists them. */
@Command(
    name = "puente",
    description = "Connects business systems with Chatwoot over Apache Kafka.",
    footer = {"", "puente bench measures the webhook path on this machine, beside other servers."},
    mixinStandardHelpOptions = true,
    subcommands = {
      ClientsCommand.class,
      PhoneKeyCommand.class,
      TailCommand.class,
      TopicsCommand.class
    })
public final class PuenteCli implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Lists the commands. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /**
   * The command line, open for more subcommands. Exit codes: 0 done, 1 failed, 2 wrong usage. A
   * value that begins with {@code @} is a value, not a file.
   */
  public static CommandLine commandLine() {
    return new CommandLine(new PuenteCli())
        .setExpandAtFiles(false)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              String name = command.getCommandSpec().qualifiedName();
              command.getErr().println(name + ": " + reason(failure));
              return command.getCommandSpec().exitCodeOnExecutionException();
            });
  }

  /** What to tell people: the first text that is there, without the wrappers of waiting calls. */
  static String reason(Throwable failure) {
    String text = null;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof TimeoutException) {
        return "Kafka does not answer: is it running, and is --bootstrap-server right?";
      }
      boolean wrapper = each instanceof ExecutionException;
      if (text == null && !wrapper && each.getMessage() != null && !each.getMessage().isBlank()) {
        text = each.getMessage();
      }
    }
    return text == null ? failure.getClass().getSimpleName() : text;
  }

  /** Runs one command and exits. */
  public static void main(String[] arguments) {
    System.exit(commandLine().execute(arguments));
  }
}
