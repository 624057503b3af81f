package dev.puente.sandbox;

import dev.puente.cli.PuenteCli;
import dev.puente.sandbox.demo.DemoCommand;
import dev.puente.sandbox.launch.UpCommand;
import java.nio.file.Path;
import org.slf4j.bridge.SLF4JBridgeHandler;
import picocli.CommandLine;

/** The main class behind {@code ./puente}: the command line, with the embedded commands added. */
public final class PuenteLauncher {
  private PuenteLauncher() {}

  /** Runs a command and exits with its code: 0 done, 1 failed, 2 wrong usage. */
  public static void main(String[] args) {
    // Three Boot applications share this JVM and its one logback.xml.
    System.setProperty("org.springframework.boot.logging.LoggingSystem", "none");
    System.setProperty(
        "puente.log.file",
        System.getProperty("puente.log.file", Path.of(".puente", "puente.log").toString()));
    SLF4JBridgeHandler.removeHandlersForRootLogger();
    SLF4JBridgeHandler.install();
    CommandLine command = PuenteCli.commandLine();
    command.addSubcommand(new DemoCommand());
    command.addSubcommand(new UpCommand());
    System.exit(command.execute(args));
  }
}
