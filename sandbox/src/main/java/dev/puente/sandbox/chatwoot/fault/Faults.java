package dev.puente.sandbox.chatwoot.fault;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/** The installed faults; the first one that takes a request decides about it. Thread-safe. */
public final class Faults {

  private final AtomicLong ids = new AtomicLong();
  private final List<FaultHandle> installed = new CopyOnWriteArrayList<>();

  public FaultHandle install(FaultSpec spec) {
    FaultHandle handle = new FaultHandle(ids.incrementAndGet(), spec);
    installed.add(handle);
    return handle;
  }

  /** Removes a fault and releases what it holds. */
  public void remove(FaultHandle handle) {
    installed.remove(handle);
    handle.release();
  }

  /** Removes all faults and releases what they hold. */
  public void clear() {
    installed.forEach(this::remove);
  }

  public List<FaultHandle> all() {
    return List.copyOf(installed);
  }

  public Optional<FaultHandle> find(long id) {
    return installed.stream().filter(handle -> handle.id() == id).findFirst();
  }

  /** The fault that hits this request. */
  public Optional<FaultHandle> take(String method, String path) {
    return installed.stream().filter(handle -> handle.take(method, path)).findFirst();
  }
}
