package dev.puente.ingest;

import dev.puente.ingest.config.GatewayConfiguration;
import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** HTTP in, Kafka out. Settings and their defaults are in {@code ingest-gateway.yml}. */
public final class IngestGatewayApplication {
  private static final String NAME = "ingest-gateway";

  private IngestGatewayApplication() {}

  /** Runs until the process is stopped. */
  public static void main(String[] args) {
    builder().run(args);
  }

  /**
   * Starts inside a running JVM; the caller closes the context. The properties win over everything
   * else.
   *
   * @throws RuntimeException when settings are wrong, or Kafka or the registry is not ready in time
   */
  public static ConfigurableApplicationContext start(Map<String, Object> properties) {
    return start(properties, new Class<?>[0]);
  }

  static ConfigurableApplicationContext start(Map<String, Object> properties, Class<?>... more) {
    String[] arguments =
        properties.entrySet().stream()
            .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
            .toArray(String[]::new);
    return builder(more).run(arguments);
  }

  private static SpringApplicationBuilder builder(Class<?>... more) {
    SpringApplicationBuilder builder =
        new SpringApplicationBuilder(GatewayConfiguration.class)
            .sources(more)
            .web(WebApplicationType.SERVLET)
            .bannerMode(Banner.Mode.OFF)
            .properties(Map.of("spring.config.name", NAME));
    return builder;
  }
}
