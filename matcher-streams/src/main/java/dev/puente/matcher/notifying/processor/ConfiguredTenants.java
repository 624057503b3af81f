package dev.puente.matcher.notifying.processor;

import dev.puente.matcher.notifying.domain.Message;
import dev.puente.matcher.notifying.domain.Reasons;
import dev.puente.matcher.notifying.mailbox.TenantRules;
import dev.puente.schemas.tenant.Secret;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import java.net.URI;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The settings of tenants as rules of the mailbox. */
final class ConfiguredTenants implements TenantRules.Directory {
  /** As for parameters of a request: a command must fit its topic however its text is escaped. */
  private static final int PARAMS_LIMIT = 32_768;

  private final Supplier<TenantDirectory> source;

  ConfiguredTenants(Supplier<TenantDirectory> source) {
    this.source = source;
  }

  @Override
  public @Nullable TenantRules find(String tenant) {
    return source.get().find(tenant).map(Rules::new).orElse(null);
  }

  private record Access(URI baseUrl, long accountId, @Nullable Secret token) {}

  private record Rules(TenantConfig config) implements TenantRules {
    @Override
    public String installation() {
      return config.installation();
    }

    @Override
    public long quietUntil(long now) {
      TenantConfig.QuietHours quiet = config.quietHours();
      if (quiet == null) {
        return now;
      }
      ZonedDateTime here = Instant.ofEpochMilli(now).atZone(config.timeZone());
      return isQuiet(here.toLocalTime(), quiet)
          ? endOf(here, quiet.to()).toInstant().toEpochMilli()
          : now;
    }

    private static boolean isQuiet(LocalTime time, TenantConfig.QuietHours quiet) {
      boolean afterFrom = !time.isBefore(quiet.from());
      boolean beforeTo = time.isBefore(quiet.to());
      boolean overMidnight = quiet.from().isAfter(quiet.to());
      return overMidnight ? afterFrom || beforeTo : afterFrom && beforeTo;
    }

    private static ZonedDateTime endOf(ZonedDateTime here, LocalTime to) {
      ZonedDateTime today = here.with(to);
      return today.isAfter(here) ? today : here.plusDays(1).with(to);
    }

    @Override
    public @Nullable String refusal(Message message) {
      Optional<TenantConfig.Inbox> inbox = config.notificationInbox(message.inboxId());
      if (inbox.isEmpty()) {
        return Reasons.NO_INBOX;
      }
      boolean fits = TemplateMaker.length(message, config, inbox.get()) <= PARAMS_LIMIT;
      return fits ? null : Reasons.TOO_LARGE;
    }

    @Override
    public Object access() {
      return new Access(config.baseUrl(), config.accountId(), config.apiToken());
    }
  }
}
