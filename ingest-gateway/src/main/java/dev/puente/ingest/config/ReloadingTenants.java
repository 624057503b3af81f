package dev.puente.ingest.config;

import dev.puente.ingest.auth.ApiKeys;
import dev.puente.ingest.auth.Tenants;
import dev.puente.schemas.tenant.SettingsException;
import dev.puente.schemas.tenant.TenantDirectory;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tenants that are read again in an interval, so that secrets can be rotated without a restart:
 * also those in files of their own ({@code file:PATH}). Settings that are wrong change nothing; the
 * log says what is wrong with them.
 */
final class ReloadingTenants implements Tenants, AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(ReloadingTenants.class);

  private final Supplier<TenantDirectory> source;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("tenants-reload").daemon().factory());
  private volatile TenantDirectory directory;
  private String complaint = "";

  /**
   * Reads once, and then in the interval; {@link Duration#ZERO}: never again.
   *
   * @throws SettingsException when the settings are wrong
   */
  ReloadingTenants(Supplier<TenantDirectory> source, Duration interval) {
    this.source = source;
    this.directory = checked();
    if (interval.isPositive()) {
      var unused =
          timer.scheduleWithFixedDelay(
              this::reload, interval.toMillis(), interval.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  @Override
  public TenantDirectory current() {
    return directory;
  }

  private TenantDirectory checked() {
    TenantDirectory read = source.get();
    var unused = new ApiKeys(() -> read); // refuses keys that two tenants share
    return read;
  }

  /** Reads again now. */
  void reload() {
    try {
      TenantDirectory read = checked();
      if (!read.all().equals(directory.all())) {
        directory = read;
        log.atInfo().addKeyValue("tenants", read.all().size()).log("tenants changed");
      }
      complaint = "";
    } catch (SettingsException | IllegalArgumentException e) {
      String said = String.valueOf(e.getMessage());
      if (!said.equals(complaint)) {
        log.atError()
            .addKeyValue("problems", said)
            .log("the changed tenants are wrong; the old ones stay");
      }
      complaint = said;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
