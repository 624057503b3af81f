package dev.puente.ingest.config;

import dev.puente.ingest.auth.ApiKeys;
import dev.puente.ingest.auth.Tenants;
import dev.puente.schemas.tenant.TenantConfig;
import dev.puente.schemas.tenant.TenantSettingsLoader;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Tenants from environment and file. */
@Configuration(proxyBeanMethods = false)
class TenantsConfiguration {
  private static final Logger log = LoggerFactory.getLogger(TenantsConfiguration.class);

  @Bean
  Tenants tenants(PuenteProperties puente, IngestProperties ingest) {
    TenantSettingsLoader loader = new TenantSettingsLoader(environment(puente));
    Tenants tenants =
        new ReloadingTenants(
            () -> loader.load(puente.tenantsFile()),
            puente.tenantsFile() == null ? Duration.ZERO : ingest.tenantsReload());
    List<TenantConfig> all = tenants.current().all();
    all.forEach(TenantsConfiguration::warn);
    if (all.isEmpty()) {
      log.atWarn().log("no tenant is configured: every request will be refused");
    }
    return tenants;
  }

  @Bean
  ApiKeys apiKeys(Tenants tenants) {
    return new ApiKeys(tenants);
  }

  /** Without the environment's tenant, {@code env:NAME} in the file still works. */
  private static Map<String, String> environment(PuenteProperties puente) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (!puente.tenantsEnvironment()) {
      environment.remove("CHATWOOT_API_URL");
      environment.remove("CHATWOOT_BASE_URL");
    }
    return environment;
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
