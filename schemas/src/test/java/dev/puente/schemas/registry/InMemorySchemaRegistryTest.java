package dev.puente.schemas.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InMemorySchemaRegistryTest {
  private static final Schema ONE =
      SchemaBuilder.record("R").fields().requiredString("a").endRecord();
  private static final Schema TWO =
      SchemaBuilder.record("R").fields().requiredString("a").optionalInt("b").endRecord();
  private static final Schema BREAKING =
      SchemaBuilder.record("R").fields().requiredString("a").requiredInt("c").endRecord();

  private final InMemorySchemaRegistry registry = new InMemorySchemaRegistry();

  @Test
  void shouldGiveTheSameIdForTheSameSchemaInEverySubject() {
    // given
    int id = registry.register("a", ONE);
    // when
    int again = registry.register("a", new Schema.Parser().parse(ONE.toString()));
    int elsewhere = registry.register("b", ONE);
    // then
    assertThat(again).isEqualTo(id).isEqualTo(elsewhere);
    assertThat(registry.versions("a")).containsExactly(1);
    assertThat(registry.usages(id)).extracting(RegisteredSchema::subject).containsExactly("a", "b");
  }

  @Test
  void shouldCountVersionsAndIdsUp() {
    // given
    registry.register("a", ONE);
    // when
    int id = registry.register("a", TWO);
    // then
    assertThat(registry.latest("a")).isEqualTo(new RegisteredSchema("a", 2, id, TWO));
    assertThat(registry.version("a", 1).schema()).isEqualTo(ONE);
    assertThat(registry.schema(id)).isEqualTo(TWO);
  }

  @Test
  void shouldRefuseASchemaThatCannotReadAnEarlierVersion() {
    // given
    registry.register("a", ONE);
    // when
    var refusal =
        catchThrowableOfType(SchemaRegistryException.class, () -> registry.register("a", BREAKING));
    // then
    assertThat(refusal.errorCode()).isEqualTo(SchemaRegistryException.INCOMPATIBLE);
    assertThat(refusal).hasMessageContaining("READER_FIELD_MISSING_DEFAULT_VALUE");
    assertThat(registry.testCompatibility("a", BREAKING).compatible()).isFalse();
    assertThat(registry.versions("a")).containsExactly(1);
  }

  @Test
  void shouldFollowTheSubjectsOwnRuleBeforeTheDefault() {
    // given
    registry.register("a", ONE);
    registry.setCompatibility(null, CompatibilityLevel.FULL);
    // when
    registry.setCompatibility("a", CompatibilityLevel.NONE);
    // then
    assertThat(registry.register("a", BREAKING)).isEqualTo(2);
    assertThat(registry.compatibility("a")).isEqualTo(CompatibilityLevel.NONE);
    assertThat(registry.compatibility("other")).isEqualTo(CompatibilityLevel.FULL);
    assertThat(registry.ownCompatibility("other")).isNull();
  }

  @Test
  void shouldAnswerConfluentsCodesWhenSomethingIsUnknown() {
    // given
    registry.register("a", ONE);
    // when / then
    assertCode(() -> registry.latest("x"), 40401);
    assertCode(() -> registry.version("a", 2), 40402);
    assertCode(() -> registry.schema(9), 40403);
    assertCode(() -> registry.id("a", TWO), 40403);
    assertCode(() -> registry.id("x", ONE), 40401);
  }

  @Test
  void shouldNotRegisterWhenTheJournalFails() {
    // given
    var failing =
        new InMemorySchemaRegistry(
            new InMemorySchemaRegistry.Journal() {
              @Override
              public void registered(RegisteredSchema schema) {
                throw new SchemaRegistryException(500, 50001, "disk full");
              }

              @Override
              public void configured(@Nullable String subject, CompatibilityLevel level) {}
            });
    // when
    assertThatThrownBy(() -> failing.register("a", ONE)).hasMessage("disk full");
    // then
    assertThat(failing.subjects()).isEmpty();
    assertThatThrownBy(() -> failing.schema(1)).isInstanceOf(SchemaRegistryException.class);
  }

  @Test
  void shouldGoOnCountingAfterRestoredEntries() {
    // given
    registry.restore(new RegisteredSchema("a", 1, 7, ONE));
    registry.restore("a", CompatibilityLevel.NONE);
    // when
    int id = registry.register("a", BREAKING);
    // then
    assertThat(id).isEqualTo(8);
    assertThat(registry.latest("a").version()).isEqualTo(2);
  }

  private static void assertCode(Runnable call, int code) {
    var failure = catchThrowableOfType(SchemaRegistryException.class, call::run);
    assertThat(failure.errorCode()).isEqualTo(code);
    assertThat(failure.isUnavailable()).isFalse();
  }
}
