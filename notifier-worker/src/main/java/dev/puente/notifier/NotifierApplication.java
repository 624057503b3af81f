package dev.puente.notifier;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/**
 * The worker: the only part that calls Chatwoot. It holds no durable state of its own. Its settings
 * are documented in {@code notifier-worker.yml}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import(NotifierConfiguration.class)
@NotifierAutoConfiguration
public class NotifierApplication {
  private static final String CONFIG_NAME = "notifier-worker";

  /** Starts from settings given as files, environment or arguments. */
  public static void main(String[] arguments) {
    builder().run(arguments);
  }

  /**
   * Starts inside another program.
   *
   * @param properties settings; they win over files and environment
   * @return the running application; closing it stops everything
   */
  public static ConfigurableApplicationContext start(Map<String, Object> properties) {
    String[] arguments =
        properties.entrySet().stream()
            .map(e -> "--" + e.getKey() + "=" + e.getValue())
            .toArray(String[]::new);
    return builder().run(arguments);
  }

  private static SpringApplicationBuilder builder() {
    return new SpringApplicationBuilder(NotifierApplication.class)
        .web(WebApplicationType.SERVLET)
        .bannerMode(Banner.Mode.OFF)
        .registerShutdownHook(true)
        .properties("spring.config.name=" + CONFIG_NAME);
  }
}
