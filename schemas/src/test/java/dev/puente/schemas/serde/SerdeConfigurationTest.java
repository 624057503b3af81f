package dev.puente.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.puente.schemas.registry.RegistryConfig;
import dev.puente.schemas.sample.Sample;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;

class SerdeConfigurationTest {
  private static final String SUBJECT = "t-value";
  private static final String STRATEGIES = "io.confluent.kafka.serializers.subject.";

  private final CountingRegistry registry = new CountingRegistry();
  private final AvroSerializer<Sample> serializer = new AvroSerializer<>(registry);

  @Test
  void shouldOnlyLookUpWhenAutoRegistrationIsOff() {
    // given
    serializer.configure(Map.of("auto.register.schemas", "false"), false);
    assertThatThrownBy(() -> serializer.serialize("t", AvroSerdeTest.sample()))
        .isExactlyInstanceOf(SerializationException.class)
        .hasMessageContaining("not found");
    registry.registry.register(SUBJECT, Sample.getClassSchema());
    // when
    byte[] bytes = serializer.serialize("t", AvroSerdeTest.sample());
    // then
    assertThat(bytes).startsWith(0, 0, 0, 0, 1);
    assertThat(registry.calls).containsExactly("id t-value", "id t-value");
  }

  @Test
  void shouldUseTheKeySubjectForKeys() {
    // given
    serializer.configure(Map.of(), true);
    // when
    serializer.serialize("t", AvroSerdeTest.sample());
    // then
    assertThat(registry.calls).containsExactly("register t-key");
  }

  @Test
  void shouldWriteWithTheLatestVersionWhenAskedTo() {
    // given
    Schema own = Sample.getClassSchema();
    int wanted = registry.registry.register(SUBJECT, reordered(own));
    serializer.configure(Map.of("auto.register.schemas", false, "use.latest.version", true), false);
    // when
    byte[] bytes = serializer.serialize("t", AvroSerdeTest.sample());
    // then
    assertThat(bytes).startsWith(0, 0, 0, 0, wanted);
    var reader = new AvroDeserializer<>(Sample.class, registry);
    assertThat(reader.deserialize("t", bytes)).isEqualTo(AvroSerdeTest.sample());
  }

  @Test
  void shouldRefuseALatestVersionThatCannotReadOurRecords() {
    // given
    registry.registry.register(
        SUBJECT,
        new Schema.Parser()
            .parse(
                """
                {"type":"record","name":"Sample","namespace":"dev.puente.schemas.sample","fields":[
                  {"name":"other","type":"string"}]}
                """));
    serializer.configure(Map.of("auto.register.schemas", false, "use.latest.version", true), false);
    // when
    var failure = assertThatThrownBy(() -> serializer.serialize("t", AvroSerdeTest.sample()));
    // then
    failure.isInstanceOf(SerializationException.class).hasMessageContaining("version 1");
  }

  @Test
  void shouldRegisterWithoutJavaPropertiesWhenAskedTo() {
    // given
    serializer.configure(Map.of("avro.remove.java.properties", "true"), false);
    // when
    serializer.serialize("t", AvroSerdeTest.sample());
    // then
    assertThat(registry.registry.latest(SUBJECT).schema().toString())
        .contains("timestamp-millis")
        .doesNotContain("avro.java.string");
  }

  @Test
  void shouldReadIntoTheClassOfTheWriterWhenNoneIsGiven() {
    // given
    byte[] bytes = serializer.serialize("t", AvroSerdeTest.sample());
    var reader = new AvroDeserializer<Sample>(registry);
    // when
    Sample read = reader.deserialize("t", bytes);
    // then
    assertThat(read).isEqualTo(AvroSerdeTest.sample());
  }

  @Test
  void shouldRefuseWhatItDoesNotDo() {
    // given
    var unsupported =
        List.of(
            Map.of("value.subject.name.strategy", STRATEGIES + "RecordNameStrategy"),
            Map.of("specific.avro.reader", "false"),
            Map.of("auto.register.schemas", "perhaps"));
    // when / then
    for (Map<String, String> settings : unsupported) {
      assertThatThrownBy(() -> serializer.configure(settings, false))
          .isInstanceOf(ConfigException.class)
          .hasMessageContaining(settings.keySet().iterator().next());
    }
    serializer.configure(
        Map.of("value.subject.name.strategy", STRATEGIES + "TopicNameStrategy"), false);
  }

  @Test
  void shouldNameKeyButNoSecretWhenTheRegistrySettingsAreWrong() {
    // given
    var base = Map.of(RegistryConfig.URL, "http://localhost:8085");
    var wrong =
        List.of(
            Map.of(RegistryConfig.URL, ""),
            Map.of(RegistryConfig.URL, "ftp://u:secret@host"),
            Map.of(RegistryConfig.URL, "http://u:secret@ho st"),
            Map.of(RegistryConfig.BASIC_AUTH_SOURCE, "SASL_INHERIT"),
            Map.of(
                RegistryConfig.BASIC_AUTH_USER_INFO, "secret",
                RegistryConfig.BASIC_AUTH_SOURCE, "USER_INFO"),
            Map.of("bearer.auth.credentials.source", "STATIC_TOKEN"),
            Map.of("schema.registry.ssl.truststore.location", "/x"),
            Map.of(RegistryConfig.MAX_RETRIES, "-1"),
            Map.of(RegistryConfig.READ_TIMEOUT, "0"));
    // when / then
    for (Map<String, String> settings : wrong) {
      Map<String, String> all = new HashMap<>(base);
      all.putAll(settings);
      assertThatThrownBy(() -> RegistryConfig.from(all))
          .isInstanceOf(ConfigException.class)
          .hasMessageNotContaining("secret")
          .satisfies(e -> assertThat(settings.keySet()).anyMatch(e.toString()::contains));
    }
  }

  @Test
  void shouldTakeDefaultsAndSeveralAddresses() {
    // given
    String urls = "http://a:1/, https://u:p@b/ccompat/v7/";
    // when
    RegistryConfig config = RegistryConfig.of(urls);
    // then
    assertThat(config.urls()).hasToString("[http://a:1, https://b/ccompat/v7]");
    assertThat(config.requestTimeout()).isEqualTo(Duration.ofSeconds(5));
    assertThat(config.toString()).doesNotContain("dTpw").contains("***");
  }

  @Test
  void shouldSayThatItIsNotConfigured() {
    // given
    var bare = new AvroSerializer<Sample>();
    // when
    var failure = assertThatThrownBy(() -> bare.serialize("t", AvroSerdeTest.sample()));
    // then
    failure.isInstanceOf(IllegalStateException.class).hasMessageContaining("configure");
  }

  private static Schema reordered(Schema schema) {
    var fields =
        schema.getFields().reversed().stream().map(f -> new Schema.Field(f, f.schema())).toList();
    return Schema.createRecord(
        schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
  }
}
