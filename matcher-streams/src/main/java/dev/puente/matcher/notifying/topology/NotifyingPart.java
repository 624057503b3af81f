package dev.puente.matcher.notifying.topology;

import dev.puente.matcher.StreamsPart;
import dev.puente.matcher.StreamsPartContext;
import dev.puente.matcher.notifying.config.NotifyingSettings;
import dev.puente.matcher.notifying.processor.Alarms;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.Topology;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The application {@code puente-notifying}: what is due. */
@Component
@EnableConfigurationProperties(NotifyingSettings.class)
@Order(2)
public final class NotifyingPart implements StreamsPart {
  /** Names changelogs and offsets; it never changes. */
  public static final String APPLICATION_ID = "puente-notifying";

  private final NotifyingSettings settings;
  private final Alarms alarms;

  /** The application with these numbers. */
  public NotifyingPart(NotifyingSettings settings, MeterRegistry meters) {
    this.settings = settings;
    this.alarms = new Alarms(meters);
  }

  @Override
  public String applicationId() {
    return APPLICATION_ID;
  }

  @Override
  public Topology topology(StreamsPartContext context) {
    return NotifyingTopology.of(context, settings, alarms);
  }
}
