package dev.puente.ingest.spool;

import dev.puente.ingest.publish.EventPublisher;
import dev.puente.ingest.publish.Publication;
import dev.puente.ingest.publish.PublishException;
import dev.puente.ingest.publish.PublishException.Reason;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Kafka as the spool sees it. */
final class SpoolKafka implements EventPublisher {
  final List<Publication> written = new CopyOnWriteArrayList<>();
  final List<CompletableFuture<Void>> pending = new CopyOnWriteArrayList<>();
  volatile boolean reachable = true;
  volatile boolean silent;
  volatile @Nullable Reason refusal;
  volatile @Nullable String poison;
  volatile @Nullable String failOnce;

  void away() {
    reachable = false;
    refusal = Reason.UNREACHABLE;
  }

  void back() {
    acknowledge();
    reachable = true;
  }

  void silent() {
    silent = true;
  }

  void refuse(Reason reason) {
    refusal = reason;
  }

  void acknowledge() {
    silent = false;
    refusal = null;
  }

  List<String> ids() {
    return written.stream().map(Publication::eventId).toList();
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    Reason why = refusal;
    if (publication.eventId().equals(poison)) {
      why = Reason.DEFECT;
    } else if (publication.eventId().equals(failOnce)) {
      failOnce = null;
      why = Reason.UNREACHABLE;
    }
    if (why != null) {
      return CompletableFuture.failedFuture(new PublishException(why));
    }
    CompletableFuture<Void> done = new CompletableFuture<>();
    if (silent) {
      pending.add(done);
    } else {
      written.add(publication);
      done.complete(null);
    }
    return done;
  }

  @Override
  public boolean reachable() {
    return reachable;
  }
}
