package dev.puente.benchmarks;

import dev.puente.benchmarks.imports.ImportCommand;
import dev.puente.benchmarks.links.LinksCommand;
import dev.puente.benchmarks.phone.PhoneKeysCommand;
import dev.puente.benchmarks.webhooks.WebhooksCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The main class behind {@code ./puente bench}. */
@Command(
    name = "puente bench",
    description = "Measurements on this machine, over loopback only.",
    mixinStandardHelpOptions = true,
    subcommands = {
      WebhooksCommand.class,
      ImportCommand.class,
      PhoneKeysCommand.class,
      LinksCommand.class
    })
public final class BenchLauncher implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Lists the measurements. */
  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }

  /** Runs one and exits: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] arguments) {
    CommandLine command =
        new CommandLine(new BenchLauncher())
            .setExecutionExceptionHandler(
                (failure, line, parsed) -> {
                  line.getErr().println(line.getCommandName() + ": " + failure.getMessage());
                  return line.getCommandSpec().exitCodeOnExecutionException();
                });
    System.exit(command.execute(arguments));
  }
}
