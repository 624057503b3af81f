package dev.puente.ingest.spool;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.ingest.spool.SpoolCursor.Taken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterTry;

/**
 * Whatever a crash or a disk does to the files: every whole record before the place comes back, in
 * order, and nothing that was not written.
 */
class SpoolRecoveryPropertyTest {
  private final Path root = temporary();

  private record Written(Path file, long end, byte[] payload) {}

  @Property(tries = 60)
  void shouldGiveBackEverythingBeforeACut(
      @ForAll @IntRange(min = 1, max = 4) int segments, @ForAll long seed) throws IOException {
    // given
    Random random = new Random(seed);
    try (SpoolFolder folder = SpoolFolder.claim(root)) {
      List<Written> written = write(folder, segments, random);
      Path last = folder.segments().getLast();
      long cut = random.nextLong(Files.size(last) + 1);
      truncate(last, cut);

      // when
      List<byte[]> found = read(folder);

      // then
      assertThat(found)
          .containsExactlyElementsOf(
              written.stream()
                  .filter(w -> !w.file().equals(last) || w.end() <= cut)
                  .map(Written::payload)
                  .toList());
    }
  }

  @Property(tries = 60)
  void shouldGiveBackEverythingBeforeAChangedByte(
      @ForAll @IntRange(min = 1, max = 4) int segments, @ForAll long seed) throws IOException {
    // given
    Random random = new Random(seed);
    try (SpoolFolder folder = SpoolFolder.claim(root)) {
      List<Written> written = write(folder, segments, random);
      Path hit = folder.segments().get(random.nextInt(segments));
      long at = change(hit, random);

      // when
      List<byte[]> found = read(folder);

      // then
      assertThat(found)
          .containsExactlyElementsOf(
              written.stream()
                  .filter(w -> !w.file().equals(hit) || w.end() <= at)
                  .map(Written::payload)
                  .toList());
    }
  }

  @Property(tries = 40)
  void shouldInventNothingFromFilesOfNoise(@ForAll long seed) throws IOException {
    // given
    Random random = new Random(seed);
    try (SpoolFolder folder = SpoolFolder.claim(root)) {
      byte[] noise = new byte[random.nextInt(500)];
      random.nextBytes(noise);
      if (noise.length >= SegmentWriter.HEADER_BYTES && random.nextBoolean()) {
        SegmentWriter.header(7).get(noise, 0, SegmentWriter.HEADER_BYTES);
      }
      Files.write(folder.segment(7), noise);

      // when
      List<byte[]> found = read(folder);

      // then
      assertThat(found).isEmpty();
    }
  }

  private static List<Written> write(SpoolFolder folder, int segments, Random random)
      throws IOException {
    List<Written> written = new ArrayList<>();
    long sequence = random.nextInt(1000);
    for (int i = 0; i < segments; i++) {
      Path file = folder.segment(sequence);
      try (SegmentWriter writer = SegmentWriter.create(file, sequence)) {
        long end = SegmentWriter.HEADER_BYTES;
        List<Frame> frames = new ArrayList<>();
        for (int n = 1 + random.nextInt(5); n > 0; n--) {
          byte[] payload = new byte[random.nextInt(300)];
          random.nextBytes(payload);
          Frame frame = new Frame(sequence++, 1_000 + sequence, payload);
          frames.add(frame);
          end += frame.size();
          written.add(new Written(file, end, payload));
        }
        writer.append(frames);
      }
      sequence += random.nextInt(3);
    }
    return written;
  }

  private static List<byte[]> read(SpoolFolder folder) throws IOException {
    SpoolRecovery recovery = SpoolRecovery.of(folder);
    SpoolLog.Options options = new SpoolLog.Options(1 << 30, 1 << 20, 1 << 20);
    List<byte[]> found = new ArrayList<>();
    try (SpoolLog log = SpoolLog.open(folder, options, InstantSource.system(), recovery);
        SpoolCursor cursor = new SpoolCursor(log, 0)) {
      for (Taken taken = cursor.next(); taken != null; taken = cursor.next()) {
        found.add(taken.frame().payload());
      }
      assertThat(log.records()).isEqualTo(found.size());
    }
    return found;
  }

  private static void truncate(Path file, long size) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, java.util.Arrays.copyOf(bytes, (int) size));
  }

  private static long change(Path file, Random random) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    int at = random.nextInt(bytes.length);
    bytes[at] ^= (byte) (1 + random.nextInt(255));
    Files.write(file, bytes);
    return at;
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("puente-spool");
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterTry
  void cleanUp() throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
