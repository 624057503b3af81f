package dev.puente.ingest.config;

import dev.puente.ingest.auth.ApiKeys;
import dev.puente.ingest.auth.Tenants;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantDirectory;
import dev.puente.schemas.tenant.TenantsWatch;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tenants from environment and file. */
@Configuration(proxyBeanMethods = false)
class TenantsConfiguration {
  private static final Logger log = LoggerFactory.getLogger(TenantsConfiguration.class);

  @Bean
  TenantsWatch tenantsWatch(PuenteProperties puente, IngestProperties ingest) {
    return TenantsWatch.of(
        puente.tenantsFile(),
        puente.tenantsEnvironment(),
        TenantsConfiguration::checkKeys,
        ingest.tenantsReload());
  }

  @Bean
  Tenants tenants(TenantsWatch watch) {
    List<TenantConfig> all = watch.get().all();
    all.forEach(TenantsConfiguration::warn);
    if (all.isEmpty()) {
      log.atWarn().log("no tenant is configured: every request will be refused");
    }
    return watch::get;
  }

  /** Refuses keys that two tenants share. */
  private static void checkKeys(TenantDirectory read) {
    var unused = new ApiKeys(() -> read);
  }

  @Bean
  ApiKeys apiKeys(Tenants tenants) {
    return new ApiKeys(tenants);
  }

  private static void warn(TenantConfig tenant) {
    if (tenant.webhookSecrets().isEmpty() && tenant.unsignedTokens().isEmpty()) {
      log.atWarn()
          .addKeyValue("tenant", tenant.id())
          .addKeyValue("setting", "webhook_secrets")
          .log("webhooks are refused: the setting is missing");
    }
    if (tenant.apiKeys().isEmpty()) {
      log.atWarn()
          .addKeyValue("tenant", tenant.id())
          .addKeyValue("setting", "api_keys")
          .log("the API can not be used: the setting is missing");
    }
  }
}
