package dev.puente.matcher.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.event.v1.Client;
import dev.puente.matcher.state.LinkingOwner;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class InternalSerdeTest {
  private final InternalSerde<Client> serde = new InternalSerde<>(Client.class);

  private static Client client(Map<String, Object> attributes) {
    return Client.newBuilder()
        .setTenant("clinic")
        .setClientId("17")
        .setAttributes(attributes)
        .setChangedAt(Instant.ofEpochMilli(5))
        .build();
  }

  private byte[] write(Client client) {
    return serde.serializer().serialize("store", client);
  }

  @Test
  void shouldReadBackWhatItWrote() {
    // given
    Client client = client(Map.of("vip", true, "visits", 3L));

    // when
    Client read = serde.deserializer().deserialize("store", write(client));

    // then
    assertThat(read).isEqualTo(client);
  }

  @Test
  void shouldGiveEqualBytesWhenMapsAreEqualInAnotherOrder() {
    // given
    Map<String, Object> forward = new LinkedHashMap<>();
    Map<String, Object> backward = new LinkedHashMap<>();
    for (int i = 0; i < 40; i++) {
      forward.put("name-" + i, (long) i);
      backward.put("name-" + (39 - i), (long) (39 - i));
    }

    // when
    byte[] first = write(client(forward));
    byte[] second = write(client(backward));

    // then
    assertThat(first).isEqualTo(second);
  }

  @Test
  void shouldBeginWithItsFormatVersion() {
    // given
    var later = new InternalSerde<>(Client.class, 2, Map.of(1, Client.getClassSchema()));

    // when
    byte[] bytes = later.serializer().serialize("store", client(Map.of()));

    // then
    assertThat(bytes[0]).isEqualTo((byte) 2);
    assertThat(later.deserializer().deserialize("store", write(client(Map.of()))))
        .isEqualTo(client(Map.of()));
    assertThatThrownBy(() -> serde.deserializer().deserialize("store", bytes))
        .isInstanceOf(SerializationException.class);
  }

  @Test
  void shouldReadAStoreThatWasWrittenBeforeAFieldWasAdded() throws IOException {
    // given
    Schema first =
        new Schema.Parser().parse(LinkingOwner.class.getResourceAsStream("LinkingOwner-1.avsc"));
    var record = new GenericData.Record(first);
    record.put("client_id", "17");
    record.put("display_name", "Ana");
    var bytes = new ByteArrayOutputStream();
    bytes.write(1);
    BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(bytes, null);
    new GenericDatumWriter<>(first).write(record, encoder);
    var owners = new InternalSerde<>(LinkingOwner.class);

    // when
    LinkingOwner read = owners.deserializer().deserialize("store", bytes.toByteArray());

    // then
    assertThat(read).isEqualTo(new LinkingOwner("17", "Ana", ""));
    assertThat(owners.serializer().serialize("store", read)[0]).isEqualTo((byte) 2);
  }

  @Test
  void shouldKeepTombstones() {
    // given
    byte[] nothing = null;

    // when
    Client read = serde.deserializer().deserialize("store", nothing);

    // then
    assertThat(read).isNull();
    assertThat(serde.serializer().serialize("store", null)).isNull();
  }

  @Test
  void shouldRefuseBytesThatAreNoValue() {
    // given
    byte[] poison = {1, 127, 127, 127};

    // when / then
    assertThatThrownBy(() -> serde.deserializer().deserialize("store", poison))
        .isInstanceOf(SerializationException.class)
        .hasNoCause();
  }

  @Test
  void shouldRefuseValuesThatNoChangelogTakes() {
    // given
    Client large = client(Map.of("text", "x".repeat(InternalSerde.MAX_BYTES)));

    // when / then
    assertThatThrownBy(() -> write(large)).isInstanceOf(SerializationException.class);
  }
}
