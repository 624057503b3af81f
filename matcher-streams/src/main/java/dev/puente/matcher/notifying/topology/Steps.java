package dev.puente.matcher.notifying.topology;

import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;

/** A processor and its stores. */
record Steps<I, V>(Supplier<Processor<String, I, String, V>> processor, Set<StoreBuilder<?>> owned)
    implements ProcessorSupplier<String, I, String, V> {
  @Override
  public Processor<String, I, String, V> get() {
    return processor.get();
  }

  @Override
  public Set<StoreBuilder<?>> stores() {
    return owned;
  }
}
