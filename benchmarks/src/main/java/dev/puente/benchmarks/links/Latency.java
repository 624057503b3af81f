package dev.puente.benchmarks.links;

import dev.puente.event.v1.ContactLink;
import dev.puente.event.v1.LinkState;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * From an event to its link. Events are due at fixed times, and the time counts from then on: who
 * sends late hides nothing.
 */
final class Latency {
  private static final int CLIENTS = 5_000;
  private static final Duration LIMIT = Duration.ofMinutes(3);

  private final MatcherLab lab;
  private final int rate;
  private final int warmUp;
  private final int events;

  Latency(MatcherLab lab, int rate, int warmUpSeconds, int seconds) {
    this.lab = lab;
    this.rate = rate;
    this.warmUp = rate * warmUpSeconds;
    this.events = warmUp + rate * seconds;
  }

  void measure(int commitIntervalMillis, LinkReport report) throws Exception {
    lab.start("--puente.matcher.commit-interval=" + commitIntervalMillis + "ms");
    for (int i = 0; i < CLIENTS; i++) {
      lab.traffic.client(i, i);
    }
    lab.traffic.flush();
    lab.phones.await(CLIENTS, record -> true, MatcherLab.LIMIT);
    Map<Long, Long> due = new ConcurrentHashMap<>();
    Thread load = Thread.ofPlatform().daemon().start(() -> send(due));
    Histogram times = new Histogram(3);
    Duration cpu = lab.cpu();
    long start = System.nanoTime();
    long end = start + TimeUnit.SECONDS.toNanos(events / rate) + LIMIT.toNanos();
    for (int linked = 0; linked < events; ) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("only " + linked + " of " + events + " were linked");
      }
      for (ConsumerRecord<String, ContactLink> record : lab.links.poll()) {
        if (record.value().getState() == LinkState.LINKED) {
          linked++;
          Long since = due.remove(record.value().getContactId());
          if (since != null && record.value().getContactId() > warmUp) {
            times.recordValue(Math.max(0, System.nanoTime() - since));
          }
        }
      }
    }
    Duration used = lab.cpu().minus(cpu);
    double seconds = (System.nanoTime() - start) / 1e9;
    load.join(LIMIT);
    report.line(
        "commit interval %d ms: %d links at %d/s after %d s: p50 %.0f ms, p99 %.0f ms, longest %.0f ms; %.0f %% of a CPU",
        commitIntervalMillis,
        times.getTotalCount(),
        rate,
        warmUp / rate,
        times.getValueAtPercentile(50) / 1e6,
        times.getValueAtPercentile(99) / 1e6,
        times.getMaxValue() / 1e6,
        used.toMillis() / 10.0 / seconds);
  }

  private void send(Map<Long, Long> due) {
    long start = System.nanoTime();
    for (int i = 0; i < events; i++) {
      long at = start + i * TimeUnit.SECONDS.toNanos(1) / rate;
      while (System.nanoTime() < at) {
        LockSupport.parkNanos(at - System.nanoTime());
      }
      due.put(i + 1L, at);
      lab.traffic.writes(i + 1L, i % CLIENTS);
    }
  }
}
