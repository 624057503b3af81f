package dev.puente.ingest.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.puente.ingest.problem.Problem;
import dev.puente.ingest.problem.ProblemCode;
import dev.puente.ingest.problem.ProblemException;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class RecentWritesTest {
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-07-27T10:00:00Z"));
  private final RecentWrites recent = new RecentWrites(2, now::get);

  private static ObjectNode fails(ProblemCode code) {
    throw Problem.of(code).exception();
  }

  private static ObjectNode node(String value) {
    return JsonNodeFactory.instance.objectNode().put("v", value);
  }

  private ObjectNode find(String id) {
    return recent.orRemembered("k", "t", id, () -> fails(ProblemCode.NOT_FOUND));
  }

  private int missing(String id) {
    return catchThrowableOfType(ProblemException.class, () -> find(id)).problem().status();
  }

  @Test
  void shouldShowItOnlyInThePlaceOf404() {
    // given
    recent.remember("k", "t", "1", recent.now(), node("mine"));

    // then
    assertThat(find("1").path("v").asString()).isEqualTo("mine");
    assertThat(find("1").path("as_of").asString()).isEqualTo("2026-07-27T10:00:00Z");
    assertThat(
            catchThrowableOfType(
                    ProblemException.class,
                    () -> recent.orRemembered("k", "t", "1", () -> fails(ProblemCode.UNAVAILABLE)))
                .problem()
                .status())
        .isEqualTo(503);
    assertThat(missing("2")).isEqualTo(404);
  }

  @Test
  void shouldShowItInThePlaceOfWhatWasThereBefore() {
    // given
    String before = now.get().minusSeconds(1).toString();
    recent.remember("k", "t", "1", recent.now(), node("new"));
    ObjectNode old = node("old").put("changed_at", before);
    old.putArray("contacts").add(9);

    // when
    ObjectNode found = recent.orRemembered("k", "t", "1", () -> old);

    // then
    assertThat(found.path("v").asString()).isEqualTo("new");
    assertThat(found.path("contacts")).hasSize(1);
    assertThat(found.has("changed_at")).isFalse();
  }

  @Test
  void shouldForgetWhatAViewHasShown() {
    // given
    recent.remember("k", "t", "1", recent.now(), node("mine"));
    String later = now.get().plusMillis(1).toString();

    // when
    ObjectNode found =
        recent.orRemembered("k", "t", "1", () -> node("theirs").put("changed_at", later));

    // then
    assertThat(found.path("v").asString()).isEqualTo("theirs");
    assertThat(found.has("changed_at")).isFalse();
    assertThat(missing("1")).isEqualTo(404);
  }

  @Test
  void shouldForgetByTimeByNumberAndWhenAsked() {
    // given
    recent.remember("k", "t", "1", recent.now(), node("a"));
    recent.remember("k", "t", "2", recent.now(), node("b"));
    recent.remember("k", "t", "3", recent.now(), node("c"));

    // then
    assertThat(missing("1")).isEqualTo(404);
    recent.forget("k", "t", "2");
    assertThat(missing("2")).isEqualTo(404);
    assertThat(find("3")).isNotNull();
    now.set(now.get().plus(RecentWrites.REMEMBERED).plusMillis(1));
    assertThat(missing("3")).isEqualTo(404);
  }
}
