package dev.puente.matcher;

import dev.puente.schemas.topic.Topic;
import dev.puente.schemas.topic.Topics;
import java.util.List;
import org.apache.kafka.streams.Topology;

/**
 * One Kafka Streams application of this process. A Spring bean of this type is found, started,
 * watched and stopped by the runner.
 */
public interface StreamsPart {
  /**
   * The application id without the topic prefix, for example {@code puente-linking}. It names
   * changelogs and offsets, so it never changes.
   */
  String applicationId();

  /**
   * The topology. Called once for each start; every name in it is explicit, or the build of the
   * topology fails.
   */
  Topology topology(StreamsPartContext context);

  /**
   * Topics of which the application has to know what they hold when it starts before it decides
   * anything; none by default. {@link StreamsPartContext#firstRead} tells.
   */
  default List<Topic<?>> readFirst(Topics topics) {
    return List.of();
  }
}
