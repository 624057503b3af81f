package dev.puente.ingest.testing;

import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;

/** Keeps records in memory, or behaves like a broker that is away. */
public final class FakePublisher implements EventPublisher {
  /** How it behaves. */
  public enum Mode {
    ACKNOWLEDGE,
    KNOWN_DOWN,
    FAIL,
    SILENT,
    SATURATED,
    TOO_LARGE,
    /** Kept, but not in Kafka. */
    HOLD_BACK
  }

  private final List<Publication> published = new CopyOnWriteArrayList<>();
  private volatile Mode mode = Mode.ACKNOWLEDGE;

  /** Forgets everything and acknowledges again. */
  public void reset() {
    published.clear();
    mode = Mode.ACKNOWLEDGE;
  }

  /** Changes the behaviour. */
  public void behave(Mode changed) {
    mode = changed;
  }

  /** Acknowledged records in order. */
  public List<Publication> published() {
    return published;
  }

  /** The only record, with its value. */
  public <T> T onlyValue(Class<T> type) {
    if (published.size() != 1) {
      throw new AssertionError("expected one record, there are " + published.size());
    }
    return value(0, type);
  }

  /** The value of the i-th record. */
  public <T> T value(int i, Class<T> type) {
    return type.cast(Objects.requireNonNull(published.get(i).value()));
  }

  /** All values. */
  public <T> List<T> values(Class<T> type) {
    return IntStream.range(0, published.size()).mapToObj(i -> value(i, type)).toList();
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    return switch (mode) {
      case ACKNOWLEDGE, HOLD_BACK -> {
        published.add(publication);
        yield CompletableFuture.completedFuture(null);
      }
      case SILENT -> new CompletableFuture<>();
      case KNOWN_DOWN, FAIL -> failed(PublishException.Reason.UNREACHABLE);
      case SATURATED -> failed(PublishException.Reason.SATURATED);
      case TOO_LARGE -> failed(PublishException.Reason.TOO_LARGE);
    };
  }

  private static CompletableFuture<Void> failed(PublishException.Reason reason) {
    return CompletableFuture.failedFuture(new PublishException(reason));
  }

  @Override
  public boolean holdsBack() {
    return mode == Mode.HOLD_BACK;
  }

  @Override
  public boolean reachable() {
    return mode != Mode.KNOWN_DOWN;
  }
}
