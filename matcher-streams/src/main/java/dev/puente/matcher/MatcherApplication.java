package dev.puente.matcher;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;

/**
 * The matcher: who is who ({@code puente-linking}) and what is due ({@code puente-notifying}). Its
 * settings are documented in {@code matcher-streams.yml}.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ComponentScan
@MatcherAutoConfiguration
public class MatcherApplication {
  private static final String CONFIG_NAME = "matcher-streams";

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
    return new SpringApplicationBuilder(MatcherApplication.class)
        .web(WebApplicationType.SERVLET)
        .bannerMode(Banner.Mode.OFF)
        .registerShutdownHook(true)
        .properties("spring.config.name=" + CONFIG_NAME);
  }
}
