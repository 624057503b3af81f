package dev.puente.sandbox.launch;

import dev.puente.schemas.tenant.SettingsException;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code puente up}: everything embedded and empty, data kept in a folder. */
@Command(
    name = "up",
    description = "Start everything embedded, empty, with data kept in a folder.",
    mixinStandardHelpOptions = true)
public final class UpCommand implements Callable<Integer> {
  @Mixin private PortOptions ports = new PortOptions();

  @Option(names = "--data", defaultValue = ".puente", description = "Folder (default .puente).")
  private Path data = Path.of(".puente");

  @Option(
      names = "--tenants",
      paramLabel = "FILE",
      description = "Your tenants; no simulator is started then. Also CHATWOOT_API_URL.")
  private @Nullable Path tenants;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() throws Exception {
    PrintWriter out = spec.commandLine().getOut();
    try (Lifetime lifetime = Lifetime.begin()) {
      EmbeddedPuente puente = lifetime.start(() -> start(out));
      out.println();
      out.println(puente.summary());
      out.println("Running until Ctrl-C.");
      out.flush();
      lifetime.awaitEnd();
      return 0;
    } catch (Ports.PortBusyException | SettingsException | IllegalArgumentException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return 1;
    } catch (IOException e) {
      spec.commandLine().getErr().println("Cannot start: " + e.getMessage());
      return 1;
    }
  }

  private EmbeddedPuente start(PrintWriter out) throws IOException {
    byte[] before = tenants == null ? new byte[0] : Files.readAllBytes(tenants);
    TenantsFile file = settings();
    Ports wanted = file.isEmpty() ? ports.wanted() : ports.wanted().withoutSimulator();
    Consumer<String> tell =
        line -> {
          out.println("  " + line);
          out.flush();
        };
    EmbeddedPuente puente =
        EmbeddedPuente.start(data, wanted.resolve(false), file, Instant.now(), Map.of(), tell);
    if (tenants != null) {
      puente.follow(tenants, before, this::settings, tell);
    }
    return puente;
  }

  private TenantsFile settings() throws IOException {
    TenantsFile file = new TenantsFile();
    new TenantSettingsLoader(System.getenv())
        .environmentSettings()
        .ifPresent(node -> file.add(TenantSettingsLoader.DEFAULT_TENANT, node));
    if (tenants != null) {
      file.addAll(tenants);
    }
    return file;
  }
}
