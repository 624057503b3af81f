package dev.puente.cli.clients;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code puente clients}: work on all clients of a tenant. */
@Command(
    name = "clients",
    description = "Work on all clients of a tenant.",
    mixinStandardHelpOptions = true,
    subcommands = ClientsSyncCommand.class)
public final class ClientsCommand implements Runnable {
  @Spec private CommandSpec spec = CommandSpec.create();

  /** Names the subcommands. */
  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing a subcommand: sync");
  }
}
