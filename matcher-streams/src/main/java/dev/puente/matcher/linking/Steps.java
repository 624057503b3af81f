package dev.puente.matcher.linking;

import dev.puente.matcher.StreamsPartContext;
import dev.puente.matcher.serde.InternalSerde;
import dev.puente.schemas.topic.Topic;
import java.util.random.RandomGenerator;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.KTable;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/** The steps that all sub-topologies are made of: keys are text, every step has a name. */
final class Steps {
  private final StreamsBuilder builder;
  private final StreamsPartContext context;
  private final RandomGenerator random;

  Steps(StreamsBuilder builder, StreamsPartContext context, RandomGenerator random) {
    this.builder = builder;
    this.context = context;
    this.random = random;
  }

  StreamsPartContext context() {
    return context;
  }

  <V extends SpecificRecord> KStream<String, V> source(Topic<V> topic, String name) {
    return builder.stream(
        topic.name(), Consumed.with(Serdes.String(), context.serdes().serde(topic)).withName(name));
  }

  /** Writes to a topic, with the headers that every record of Puente has. */
  <V extends SpecificRecord> void sink(KStream<String, V> stream, Topic<V> topic, String name) {
    stream
        .processValues(() -> new HeaderStamp<V>(random), Named.as(name + "-headers"))
        .to(
            topic.name(),
            Produced.with(Serdes.String(), context.serdes().serde(topic)).withName(name + "-sink"));
  }

  /** The outputs of one kind, unwrapped. */
  <O, T extends O> KStream<String, T> only(
      KStream<String, ? extends O> outputs, Class<T> kind, String name) {
    return outputs
        .filter((key, output) -> kind.isInstance(output), Named.as(name + "-only"))
        .mapValues(kind::cast, Named.as(name + "-cast"));
  }

  <V extends SpecificRecord> KTable<String, V> table(
      KStream<String, V> stream, Class<V> type, String name) {
    return stream.toTable(Named.as(name + "-table"), materialized(type, name));
  }

  static <V extends SpecificRecord>
      Materialized<String, V, KeyValueStore<Bytes, byte[]>> materialized(
          Class<V> type, String name) {
    return Materialized.<String, V, KeyValueStore<Bytes, byte[]>>as(name)
        .withKeySerde(Serdes.String())
        .withValueSerde(new InternalSerde<>(type));
  }

  <V extends SpecificRecord> KStream<String, V> repartition(
      KStream<String, V> stream, Class<V> type, String name) {
    return stream.repartition(
        Repartitioned.with(Serdes.String(), (Serde<V>) new InternalSerde<>(type)).withName(name));
  }

  /** A repartition whose records go where the partitioner says. */
  <V extends SpecificRecord> KStream<String, V> repartition(
      KStream<String, V> stream,
      Class<V> type,
      String name,
      StreamPartitioner<String, V> partitioner) {
    return stream.repartition(
        Repartitioned.with(Serdes.String(), (Serde<V>) new InternalSerde<>(type))
            .withName(name)
            .withStreamPartitioner(partitioner));
  }

  <V extends SpecificRecord> void store(Class<V> type, String name) {
    builder.addStateStore(storeOf(name, new InternalSerde<>(type)));
  }

  /** A store of texts by text. */
  void textStore(String name) {
    builder.addStateStore(storeOf(name, Serdes.String()));
  }

  /** A store whose keys are an order of bytes and whose values are bytes. */
  void byteStore(String name) {
    builder.addStateStore(
        Stores.keyValueStoreBuilder(
            Stores.persistentKeyValueStore(name), Serdes.Bytes(), Serdes.ByteArray()));
  }

  private static <V> StoreBuilder<KeyValueStore<String, V>> storeOf(String name, Serde<V> serde) {
    return Stores.keyValueStoreBuilder(
        Stores.persistentKeyValueStore(name), Serdes.String(), serde);
  }
}
