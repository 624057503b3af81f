package dev.puente.schemas.tenant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tenants that are read again in an interval, so that a tenant can be added, changed or removed and
 * secrets can be rotated without a restart: also those in files of their own ({@code file:PATH}).
 * Reading happens on a thread of its own; {@link #get} only hands out the newest directory, which
 * never changes. Settings that are wrong change nothing; the log says what is wrong with them.
 *
 * <p>What is new counts when a second look, {@value #SECOND_LOOK_MS} ms later, finds the same: a
 * file that an editor is just writing may end anywhere, also where it is good YAML with half of the
 * tenants.
 */
public final class TenantsWatch implements TenantSource, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TenantsWatch.class);

  /** {@link #fresh} reads at most this often. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Between the two looks, or the interval when that is shorter. */
  private static final long SECOND_LOOK_MS = 2_000;

  private final Supplier<TenantDirectory> source;
  private final Consumer<TenantDirectory> check;
  private final Duration interval;
  private final Duration secondLook;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tenants-reload").daemon().factory());
  private volatile TenantDirectory directory;
  private volatile long readAt;
  private volatile @Nullable Sight unproven;
  private String complaint = "";

  /** What a look found: tenants, or what is wrong with them. */
  private record Found(@Nullable TenantDirectory directory, String problems) {
    boolean same(Found other) {
      return problems.equals(other.problems) && same(directory, other.directory);
    }

    private static boolean same(@Nullable TenantDirectory one, @Nullable TenantDirectory other) {
      return one == null || other == null ? one == other : one.all().equals(other.all());
    }
  }

  /** Something new that was seen once. */
  private record Sight(Found found, long at) {}

  /**
   * Reads once, and then in the interval; {@link Duration#ZERO}: never again.
   *
   * @param check throws {@link SettingsException} or {@link IllegalArgumentException} when an
   *     application can not work with a directory
   * @throws SettingsException when the settings are wrong
   */
  public TenantsWatch(
      Supplier<TenantDirectory> source, Consumer<TenantDirectory> check, Duration interval) {
    this.source = source;
    this.check = check;
    this.interval = interval;
    this.secondLook = Duration.ofMillis(Math.min(interval.toMillis(), SECOND_LOOK_MS));
    this.directory = checked();
    this.readAt = System.nanoTime();
    if (interval.isPositive()) {
      lookIn(interval);
    }
  }

  /**
   * The tenants of a process: of the environment and of a file, which is read again.
   *
   * @param file a {@code tenants.yml}; null: only the environment, which never changes
   * @param environmentTenant whether the environment may describe the tenant {@code default}; the
   *     file may name variables in any case
   * @param check as in the constructor
   * @throws SettingsException when the settings are wrong
   */
  public static TenantsWatch of(
      @Nullable Path file,
      boolean environmentTenant,
      Consumer<TenantDirectory> check,
      Duration interval) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (!environmentTenant) {
      environment.remove("CHATWOOT_API_URL");
      environment.remove("CHATWOOT_BASE_URL");
    }
    TenantSettingsLoader loader = new TenantSettingsLoader(environment);
    return new TenantsWatch(
        () -> loader.load(file), check, file == null ? Duration.ZERO : interval);
  }

  @Override
  public TenantDirectory get() {
    return directory;
  }

  @Override
  public TenantDirectory fresh() {
    if (!interval.isPositive()) {
      return directory;
    }
    if (System.nanoTime() - readAt >= FRESH_NANOS) {
      look();
    }
    Sight seen = unproven;
    if (seen != null) {
      try {
        TimeUnit.NANOSECONDS.sleep(seen.at() + secondLook.toNanos() - System.nanoTime());
        look();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
    return directory;
  }

  private void lookIn(Duration time) {
    var unused =
        timer.schedule(
            () -> {
              try {
                look();
              } finally {
                lookIn(unproven == null ? interval : secondLook);
              }
            },
            time.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private TenantDirectory checked() {
    TenantDirectory read = source.get();
    check.accept(read);
    return read;
  }

  /** Reads now; takes what it finds when that is as it was, or was there the last time, too. */
  synchronized void look() {
    Found found = find();
    long now = System.nanoTime();
    readAt = now;
    Sight seen = unproven;
    if (found.same(new Found(directory, ""))) {
      unproven = null;
      complaint = "";
    } else if (found.directory() == null && found.problems().equals(complaint)) {
      unproven = null;
    } else if (seen == null || !seen.found().same(found)) {
      unproven = new Sight(found, now);
    } else if (now - seen.at() >= secondLook.toNanos()) {
      unproven = null;
      take(found);
    }
  }

  private Found find() {
    try {
      return new Found(checked(), "");
    } catch (SettingsException | IllegalArgumentException e) {
      return new Found(null, String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Not foreseen, so its text may quote a secret. The timer must go on.
      return new Found(null, e.getClass().getName());
    }
  }

  private void take(Found found) {
    complaint = found.problems();
    TenantDirectory read = found.directory();
    if (read != null) {
      tell(directory, read);
      directory = read;
    } else {
      log.atError()
          .addKeyValue("problems", complaint)
          .log("the changed tenants are wrong; the old ones stay");
    }
  }

  private static void tell(TenantDirectory before, TenantDirectory after) {
    log.atInfo()
        .addKeyValue("tenants", after.all().size())
        .addKeyValue("new", ids(after, t -> before.find(t.id()).isEmpty()))
        .addKeyValue("changed", ids(after, t -> changed(before, t)))
        .addKeyValue("gone", ids(before, t -> after.find(t.id()).isEmpty()))
        .log("tenants changed");
  }

  private static boolean changed(TenantDirectory before, TenantConfig now) {
    return before.find(now.id()).filter(then -> !Objects.equals(then, now)).isPresent();
  }

  private static List<String> ids(TenantDirectory directory, Predicate<TenantConfig> which) {
    return directory.all().stream().filter(which).map(TenantConfig::id).toList();
  }

  /** Reads no more. */
  @Override
  public void close() {
    timer.shutdownNow();
  }
}
