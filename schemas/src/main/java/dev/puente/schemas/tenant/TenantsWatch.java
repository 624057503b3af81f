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
 */
public final class TenantsWatch implements TenantSource, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TenantsWatch.class);

  /** {@link #fresh} reads at most this often. */
  private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final Supplier<TenantDirectory> source;
  private final Consumer<TenantDirectory> check;
  private final boolean watching;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tenants-reload").daemon().factory());
  private volatile TenantDirectory directory;
  private volatile long readAt;
  private String complaint = "";

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
    this.watching = interval.isPositive();
    this.directory = checked();
    this.readAt = System.nanoTime();
    if (watching) {
      var unused =
          timer.scheduleWithFixedDelay(
              this::reload, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
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
    if (watching && System.nanoTime() - readAt >= FRESH_NANOS) {
      reload();
    }
    return directory;
  }

  private TenantDirectory checked() {
    TenantDirectory read = source.get();
    check.accept(read);
    return read;
  }

  /** Reads again now. */
  public synchronized void reload() {
    try {
      TenantDirectory read = checked();
      if (!read.all().equals(directory.all())) {
        tell(directory, read);
        directory = read;
      }
      complaint = "";
    } catch (SettingsException | IllegalArgumentException e) {
      complain(String.valueOf(e.getMessage()));
    } catch (RuntimeException e) {
      // Not foreseen, so its text may quote a secret. The timer must go on.
      complain(e.getClass().getName());
    } finally {
      readAt = System.nanoTime();
    }
  }

  private void complain(String said) {
    if (!said.equals(complaint)) {
      log.atError()
          .addKeyValue("problems", said)
          .log("the changed tenants are wrong; the old ones stay");
    }
    complaint = said;
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
