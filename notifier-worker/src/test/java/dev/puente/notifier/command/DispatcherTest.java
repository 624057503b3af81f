package dev.puente.notifier.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class DispatcherTest {
  private static final int KEYS = 20;
  private static final int RECORDS = 2_000;

  private final PartitionWork work =
      new PartitionWork(PollRig.P0, PollRig.TOPIC_ID, 0, 0, RECORDS + 1, Instant.EPOCH, 0);

  @Test
  void shouldKeepTheOrderOfEachKeyAndWorkOnOneRecordOfItAtATime() {
    // given
    work.acknowledged(RECORDS + 1, 0);
    ConcurrentHashMap<String, List<Long>> seen = new ConcurrentHashMap<>();
    ConcurrentHashMap<String, AtomicInteger> inside = new ConcurrentHashMap<>();
    AtomicInteger overlaps = new AtomicInteger();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Dispatcher dispatcher =
          new Dispatcher(
              threads,
              job -> {
                String key = key(job);
                AtomicInteger count = inside.computeIfAbsent(key, _ -> new AtomicInteger());
                if (count.incrementAndGet() > 1) {
                  overlaps.incrementAndGet();
                }
                seen.computeIfAbsent(key, _ -> new ArrayList<>()).add(job.offset());
                Thread.yield();
                count.decrementAndGet();
                return true;
              },
              _ -> {});

      // when
      for (int offset = 0; offset < RECORDS; offset++) {
        dispatcher.submit(job(offset, "k" + offset % KEYS));
      }
      Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> dispatcher.busy() == 0);
    }

    // then
    assertThat(overlaps).hasValue(0);
    assertThat(seen.values()).allSatisfy(list -> assertThat(list).isSorted());
    assertThat(seen.values().stream().mapToInt(List::size).sum()).isEqualTo(RECORDS);
    assertThat(work.progress().committable()).isEqualTo(RECORDS);
  }

  @Test
  void shouldNotLetOneKeyWaitForAnother() throws Exception {
    // given
    work.acknowledged(RECORDS + 1, 0);
    CountDownLatch release = new CountDownLatch(1);
    CountDownLatch other = new CountDownLatch(1);
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Dispatcher dispatcher =
          new Dispatcher(
              threads,
              job -> {
                if (key(job).equals("other")) {
                  other.countDown();
                  return true;
                }
                return await(release);
              },
              _ -> {});

      // when
      dispatcher.submit(job(0, "stuck"));
      dispatcher.submit(job(1, "other"));

      // then
      assertThat(other.await(60, TimeUnit.SECONDS)).isTrue();
      assertThat(work.progress().committable()).isZero();
      release.countDown();
    }
  }

  @Test
  void shouldGoOnWithTheKeyWhenOneRecordFails() {
    // given
    work.acknowledged(RECORDS + 1, 0);
    List<Runnable> lanes = new ArrayList<>();
    List<Long> handled = new ArrayList<>();
    Dispatcher dispatcher =
        new Dispatcher(
            lanes::add,
            job -> {
              handled.add(job.offset());
              if (job.offset() == 0) {
                throw new IllegalStateException("a bug");
              }
              return true;
            },
            _ -> {});
    dispatcher.submit(job(0, "a"));
    dispatcher.submit(job(1, "a"));

    // when
    lanes.getFirst().run();

    // then
    assertThat(handled).containsExactly(0L, 1L);
    assertThat(work.progress().committable()).isZero();
    assertThat(dispatcher.busy()).isZero();
  }

  private Job job(long offset, String key) {
    Job job =
        new Job(
            work,
            new ConsumerRecord<>(
                PollRig.TOPIC, 0, offset, key.getBytes(StandardCharsets.UTF_8), new byte[0]));
    work.received(job, 10);
    return job;
  }

  private static String key(Job job) {
    return new String(job.record().key(), StandardCharsets.UTF_8);
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
