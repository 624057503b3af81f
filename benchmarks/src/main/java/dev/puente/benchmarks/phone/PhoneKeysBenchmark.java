package dev.puente.benchmarks.phone;

import dev.puente.benchmarks.phone.PhoneTexts.Text;
import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A key of an E.164 text, of a typed one, and of one that was asked for before. All threads share
 * one {@link PhoneKeys}, as in an application; results are keys per time, of all threads together.
 */
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 30, time = 250, timeUnit = TimeUnit.MILLISECONDS)
@Fork(
    value = 1,
    jvmArgs = {"-Xms256m", "-Xmx256m", "-XX:+UseParallelGC"})
public class PhoneKeysBenchmark {
  private static final int FRESH = 1 << 16;
  private static final int KNOWN = 1 << 12;

  /** What all threads share. */
  @State(Scope.Benchmark)
  public static class Shared {
    /** Each text comes again after all others: the smallest cache never has it. */
    private final PhoneKeys uncached = new PhoneKeys(8);

    private final PhoneKeys cached = new PhoneKeys();
    private final Text[] e164 =
        IntStream.range(0, FRESH).mapToObj(PhoneTexts::e164).toArray(Text[]::new);
    private final Text[] typed =
        IntStream.range(0, FRESH).mapToObj(PhoneTexts::typed).toArray(Text[]::new);
    private final AtomicInteger threads = new AtomicInteger();
  }

  /** Where a thread is; each begins elsewhere. */
  @State(Scope.Thread)
  public static class Place {
    private int next = -1;

    int next(Shared shared) {
      if (next < 0) {
        next = shared.threads.getAndIncrement() * (FRESH / 2 - 1);
      }
      return next++ & (FRESH - 1);
    }
  }

  /** E.164, never asked for before. */
  @Benchmark
  public PhoneResult e164(Shared shared, Place place) {
    Text text = shared.e164[place.next(shared)];
    return shared.uncached.key(text.raw(), text.source());
  }

  /** Typed, never asked for before. */
  @Benchmark
  public PhoneResult typed(Shared shared, Place place) {
    Text text = shared.typed[place.next(shared)];
    return shared.uncached.key(text.raw(), text.source());
  }

  /** Typed, asked for before. */
  @Benchmark
  public PhoneResult cached(Shared shared, Place place) {
    Text text = shared.typed[place.next(shared) & (KNOWN - 1)];
    return shared.cached.key(text.raw(), text.source());
  }
}
