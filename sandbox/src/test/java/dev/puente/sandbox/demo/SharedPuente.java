package dev.puente.sandbox.demo;

import dev.puente.sandbox.launch.EmbeddedPuente;
import dev.puente.sandbox.launch.Ports;
import dev.puente.sandbox.launch.SimulatedTenants.Wish;
import dev.puente.schemas.tenant.TenantConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** One complete Puente for all scenario tests of a JVM, started at its first use. */
final class SharedPuente implements ParameterResolver {
  /** A tenant for tests that work on all its clients. */
  static final String WHOLE = "clinic-whole";

  /** A tenant whose unknown contacts become clients. */
  static final String MAKING = "clinic-making";

  static final List<Wish> TENANTS =
      List.of(
          new Wish(Demo.AR, "AR", "AR", "America/Argentina/Buenos_Aires", "es-AR", false),
          new Wish(Demo.MX, "MX", "MX", "America/Mexico_City", "es-MX", true),
          new Wish(WHOLE, "AR", "AR", "America/Argentina/Buenos_Aires", "es-AR", false),
          new Wish(
              MAKING,
              "AR",
              "AR",
              "America/Argentina/Buenos_Aires",
              "es-AR",
              false,
              List.of(TenantConfig.Switch.AUTO_CREATE_CLIENTS)));

  /** Tests that change the tenants file need not wait long. */
  private static final Map<String, Object> SETTINGS =
      Map.of("puente.tenants-reload", "1s", "puente.ingest.tenants-reload", "1s");

  private record Running(EmbeddedPuente puente, World world, SimulatedFarSide far)
      implements AutoCloseable {
    @Override
    public void close() {
      world.gateway().close();
      world.kafka().close();
      far.close();
      puente.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == World.class
        || parameter.getParameter().getType() == EmbeddedPuente.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    Running running =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.create(SharedPuente.class))
            .computeIfAbsent("puente", key -> start(), Running.class);
    return parameter.getParameter().getType() == World.class ? running.world() : running.puente();
  }

  private static Running start() {
    try {
      Path folder =
          Files.createTempDirectory(
              Files.createDirectories(Path.of("target", "scenario")), "shared-");
      return running(
          EmbeddedPuente.simulated(
              folder, Ports.ANY.resolve(true), TENANTS, Instant.now(), SETTINGS, line -> {}));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Running running(EmbeddedPuente puente) {
    SimulatedFarSide far = new SimulatedFarSide(puente.simulator(), puente.accounts());
    World world =
        new World(
            new GatewayApi(puente.gatewayUrl()),
            new RequestPublisher(puente.bootstrapServers(), puente.registryUrl()),
            far,
            TENANTS.stream().map(Wish::tenant).collect(Collectors.toMap(id -> id, puente::key)));
    return new Running(puente, world, far);
  }
}
