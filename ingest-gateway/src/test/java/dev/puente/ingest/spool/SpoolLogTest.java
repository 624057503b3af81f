package dev.puente.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.puente.ingest.spool.SpoolCursor.Taken;
import dev.puente.ingest.spool.SpoolException.Reason;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolLogTest {
  private static final SpoolLog.Options OPTIONS = new SpoolLog.Options(100_000, 500, 50_000);

  @TempDir Path root;

  @Test
  void shouldGiveRecordsBackInOrderAfterARestart() throws Exception {
    // given
    try (SpoolLog log = open(OPTIONS)) {
      appendAll(log, IntStream.range(0, 100));
    }

    // when
    List<String> found = readAll();

    // then
    assertThat(found).containsExactlyElementsOf(names(0, 100));
  }

  @Test
  void shouldNotGiveBackWhatWasDone() throws Exception {
    // given
    try (SpoolLog log = open(OPTIONS)) {
      appendAll(log, IntStream.range(0, 100));
      try (SpoolCursor cursor = new SpoolCursor(log, 0)) {
        for (int i = 0; i < 60; i++) {
          done(log, cursor);
        }
      }
    }

    // when
    List<String> found = readAll();

    // then
    assertThat(found).containsExactlyElementsOf(names(60, 100));
  }

  @Test
  void shouldLeaveNoFileBehindWhenEverythingIsDone() throws Exception {
    // given
    try (SpoolLog log = open(OPTIONS);
        SpoolCursor cursor = new SpoolCursor(log, 0)) {
      appendAll(log, IntStream.range(0, 30));

      // when
      for (int i = 0; i < 30; i++) {
        done(log, cursor);
      }

      // then
      assertThat(log.isEmpty()).isTrue();
      await().untilAsserted(() -> assertThat(segments()).isEmpty());
      assertThat(log.bytes()).isZero();
      appendAll(log, IntStream.range(30, 32));
      assertThat(text(cursor.next())).isEqualTo("record 30");
    }
  }

  @Test
  void shouldDeleteWhatIsDoneThoughItCanNotBeNoted() throws Exception {
    // given
    try (SpoolLog log = open(OPTIONS)) {
      appendAll(log, IntStream.range(0, 30));
      Path inTheWay = Files.createDirectory(log.folder().path().resolve("cursor.tmp"));

      // when
      boolean tidy = log.doneThrough(28);
      long left = segments().size();

      // then
      assertThat(tidy).isFalse();
      assertThat(left).isEqualTo(1);
      Files.delete(inTheWay);
      assertThat(log.doneThrough(28)).isTrue();
    }
  }

  @Test
  void shouldRefuseWhenFull() throws Exception {
    try (SpoolLog log = open(new SpoolLog.Options(3_000, 1_000, 50_000))) {
      // given
      append(log, "x".repeat(2_900));

      // when
      CompletableFuture<Void> refused = log.append(bytes("y".repeat(200)), null);

      // then
      assertThat(reason(refused)).isEqualTo(Reason.FULL);
      assertThat(log.records()).isEqualTo(1);
      assertThat(log.takes()).isTrue();
    }
  }

  @Test
  void shouldGoBackToARecord() throws Exception {
    try (SpoolLog log = open(OPTIONS);
        SpoolCursor cursor = new SpoolCursor(log, 0)) {
      // given
      appendAll(log, IntStream.range(0, 40));
      List<Taken> taken = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        taken.add(Objects.requireNonNull(cursor.next()));
      }

      // when
      cursor.backTo(taken.get(3));

      // then
      assertThat(text(cursor.next())).isEqualTo("record 3");
      assertThat(text(cursor.next())).isEqualTo("record 4");
    }
  }

  @Test
  void shouldTakeAFolderOfItsOwnForEachInstance() throws Exception {
    try (SpoolFolder first = SpoolFolder.claim(root);
        SpoolFolder second = SpoolFolder.claim(root)) {
      assertThat(first.path()).isNotEqualTo(second.path());
    }
  }

  @Test
  void shouldTakeTheFolderWithRecordsFirst() throws Exception {
    // given
    SpoolFolder first = SpoolFolder.claim(root);
    SpoolFolder second = SpoolFolder.claim(root);
    SegmentWriter.create(second.segment(0), 0).close();
    first.close();
    second.close();

    // when
    SpoolFolder claimed = SpoolFolder.claim(root);

    // then
    assertThat(claimed.path()).isEqualTo(second.path());
    claimed.close();
  }

  @Test
  void shouldRefuseAfterClosing() throws Exception {
    // given
    SpoolLog log = open(OPTIONS);
    log.close();

    // when
    CompletableFuture<Void> late = log.append(bytes("late"), null);

    // then
    assertThat(reason(late)).isEqualTo(Reason.CLOSED);
  }

  @Test
  void shouldGoOnBehindARecordThatTheDiskLost() throws Exception {
    try (SpoolLog log = open(OPTIONS);
        SpoolCursor cursor = new SpoolCursor(log, 0)) {
      // given
      appendAll(log, IntStream.range(0, 3));
      Path segment = segments().getFirst();
      byte[] damaged = Files.readAllBytes(segment);
      damaged[SegmentWriter.HEADER_BYTES + Frame.HEADER_BYTES + 2] ^= 1;
      Files.write(segment, damaged);

      // when
      Taken none = cursor.next();
      appendAll(log, IntStream.range(3, 4));

      // then
      assertThat(none).isNull();
      assertThat(text(cursor.next())).isEqualTo("record 3");
      assertThat(log.records()).isEqualTo(1);
    }
  }

  @Test
  void shouldKeepNothingOfARecordThatCouldNotBeWritten() throws Exception {
    // given
    SegmentWriter writer = SegmentWriter.create(root.resolve("a.segment"), 0);
    writer.close();

    // then
    assertThatThrownBy(() -> writer.append(List.of(new Frame(0, 0, new byte[1]))))
        .isInstanceOf(IOException.class);
  }

  private SpoolLog open(SpoolLog.Options options) throws IOException {
    SpoolFolder folder = SpoolFolder.claim(root);
    return SpoolLog.open(folder, options, InstantSource.system(), SpoolRecovery.of(folder));
  }

  private List<String> readAll() throws IOException {
    SpoolFolder folder = SpoolFolder.claim(root);
    List<String> found = new ArrayList<>();
    try (SpoolLog log =
            SpoolLog.open(folder, OPTIONS, InstantSource.system(), SpoolRecovery.of(folder));
        SpoolCursor cursor = new SpoolCursor(log, folder.cursor())) {
      for (Taken taken = cursor.next(); taken != null; taken = cursor.next()) {
        found.add(text(taken));
      }
    }
    return found;
  }

  private static void done(SpoolLog log, SpoolCursor cursor) throws IOException {
    Taken taken = Objects.requireNonNull(cursor.next());
    log.done(taken.frame().sequence());
    log.doneThrough(taken.frame().sequence());
  }

  private static void appendAll(SpoolLog log, IntStream numbers) throws Exception {
    for (int i : numbers.toArray()) {
      append(log, "record " + i);
    }
  }

  private static void append(SpoolLog log, String text) throws Exception {
    log.append(bytes(text), null).get(10, TimeUnit.SECONDS);
  }

  private List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(root.resolve("0"))) {
      return files.filter(file -> file.toString().endsWith(".segment")).sorted().toList();
    }
  }

  private static List<String> names(int from, int to) {
    return IntStream.range(from, to).mapToObj(i -> "record " + i).toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(@Nullable Taken taken) {
    return new String(Objects.requireNonNull(taken).frame().payload(), StandardCharsets.UTF_8);
  }

  private static Reason reason(CompletableFuture<Void> refused) throws Exception {
    try {
      refused.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof SpoolException refusal) {
        return refusal.reason();
      }
    }
    throw new AssertionError("it was taken");
  }
}
