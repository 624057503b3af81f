package dev.puente.matcher.linking;

import dev.puente.matcher.StreamsPart;
import dev.puente.matcher.StreamsPartContext;
import dev.puente.matcher.config.LinkingSettings;
import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.Topics;
import java.security.SecureRandom;
import java.util.List;
import java.util.random.RandomGenerator;
import org.apache.kafka.streams.Topology;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The application {@code puente-linking}: who is who. */
@Component
@Order(1)
public final class LinkingPart implements StreamsPart {
  private final LinkingSettings settings;
  private final RandomGenerator random;

  /** With random trace ids. */
  @Autowired
  public LinkingPart(LinkingSettings settings) {
    this(settings, new SecureRandom());
  }

  LinkingPart(LinkingSettings settings, RandomGenerator random) {
    this.settings = settings;
    this.random = random;
  }

  @Override
  public String applicationId() {
    return TopologyNames.APPLICATION_ID;
  }

  /** Before all owners are known that were registered by then, no contact is linked. */
  @Override
  public List<Topic<?>> readFirst(Topics topics) {
    return List.of(topics.clients());
  }

  @Override
  public Topology topology(StreamsPartContext context) {
    return LinkingTopology.of(context, settings.stableAfter(), random);
  }
}
