package dev.puente.schemas.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * Where a registry is and how patiently it is asked. The keys are those of Confluent's {@code
 * AbstractKafkaSchemaSerDeConfig} and {@code SchemaRegistryClientConfig} (7.9); keys that promise
 * something this client does not do are refused instead of ignored.
 *
 * <p>The longest time a call can take is {@code (maxRetries + 1) * urls * requestTimeout} plus the
 * waits between the rounds: about 21 s with the defaults and one address.
 *
 * @param urls addresses tried in turn; without credentials
 * @param connectTimeout limit for one connection
 * @param requestTimeout limit for one call, connection included
 * @param maxRetries further rounds over all addresses after the first one
 * @param retryWait wait before the first further round; doubles from round to round
 * @param retryMaxWait upper limit of that wait
 * @param authorization value of the {@code Authorization} header, null for none
 */
public record RegistryConfig(
    List<URI> urls,
    Duration connectTimeout,
    Duration requestTimeout,
    int maxRetries,
    Duration retryWait,
    Duration retryMaxWait,
    @Nullable String authorization) {

  /** Comma-separated addresses; required. */
  public static final String URL = "schema.registry.url";

  /** {@code URL} (default: user and password in the address) or {@code USER_INFO}. */
  public static final String BASIC_AUTH_SOURCE = "basic.auth.credentials.source";

  /** {@code user:password} for {@code USER_INFO}. */
  public static final String BASIC_AUTH_USER_INFO = "basic.auth.user.info";

  /** Milliseconds for a connection. */
  public static final String CONNECT_TIMEOUT = "http.connect.timeout.ms";

  /** Milliseconds for a whole call. */
  public static final String READ_TIMEOUT = "http.read.timeout.ms";

  /** Further rounds after a failed one. */
  public static final String MAX_RETRIES = "max.retries";

  /** Milliseconds before the first further round. */
  public static final String RETRY_WAIT = "retries.wait.ms";

  /** Upper limit of that wait, in milliseconds. */
  public static final String RETRY_MAX_WAIT = "retries.max.wait.ms";

  private static final List<String> UNSUPPORTED =
      List.of("bearer.auth.credentials.source", "proxy.host", "schema.registry.ssl.");

  public RegistryConfig {
    urls = List.copyOf(urls);
    if (urls.isEmpty()) {
      throw new ConfigException(URL, urls, "at least one address is needed");
    }
    requireRange(CONNECT_TIMEOUT, connectTimeout, Duration.ofMillis(1));
    requireRange(READ_TIMEOUT, requestTimeout, Duration.ofMillis(1));
    requireRange(RETRY_WAIT, retryWait, Duration.ZERO);
    requireRange(RETRY_MAX_WAIT, retryMaxWait, retryWait);
    if (maxRetries < 0 || maxRetries > 100) {
      throw new ConfigException(MAX_RETRIES, maxRetries, "0 to 100 allowed");
    }
  }

  /** Default patience, no credentials. */
  public static RegistryConfig of(String url) {
    return from(Map.of(URL, url));
  }

  /**
   * Reads a serializer's settings.
   *
   * @throws ConfigException naming the key when a value is missing, wrong or not supported
   */
  public static RegistryConfig from(Map<String, ?> settings) {
    refuseUnsupported(settings);
    var values = new AbstractConfig(definition(), settings, false);
    List<URI> urls = new ArrayList<>();
    String userInfo = null;
    for (String text : values.getList(URL)) {
      URI uri = address(text.strip());
      userInfo = uri.getUserInfo() == null ? userInfo : uri.getUserInfo();
      urls.add(withoutCredentials(uri));
    }
    if (values.getString(BASIC_AUTH_SOURCE).equals("USER_INFO")) {
      userInfo = values.getPassword(BASIC_AUTH_USER_INFO).value();
      if (!userInfo.contains(":")) {
        throw new ConfigException(BASIC_AUTH_USER_INFO + " must have the form user:password");
      }
    }
    return new RegistryConfig(
        urls,
        millis(values, CONNECT_TIMEOUT),
        millis(values, READ_TIMEOUT),
        values.getInt(MAX_RETRIES),
        millis(values, RETRY_WAIT),
        millis(values, RETRY_MAX_WAIT),
        userInfo == null ? null : basic(userInfo));
  }

  /** Everything but the credentials. */
  @Override
  public String toString() {
    return "RegistryConfig[urls=%s, requestTimeout=%s, maxRetries=%d, authorization=%s]"
        .formatted(urls, requestTimeout, maxRetries, authorization == null ? "none" : "***");
  }

  private static ConfigDef definition() {
    return new ConfigDef()
        .define(URL, ConfigDef.Type.LIST, Importance.HIGH, "")
        .define(
            BASIC_AUTH_SOURCE,
            ConfigDef.Type.STRING,
            "URL",
            ConfigDef.ValidString.in("URL", "USER_INFO"),
            Importance.MEDIUM,
            "")
        .define(BASIC_AUTH_USER_INFO, ConfigDef.Type.PASSWORD, "", Importance.MEDIUM, "")
        .define(CONNECT_TIMEOUT, ConfigDef.Type.INT, 2_000, Importance.LOW, "")
        .define(READ_TIMEOUT, ConfigDef.Type.INT, 5_000, Importance.LOW, "")
        .define(MAX_RETRIES, ConfigDef.Type.INT, 3, Importance.LOW, "")
        .define(RETRY_WAIT, ConfigDef.Type.INT, 200, Importance.LOW, "")
        .define(RETRY_MAX_WAIT, ConfigDef.Type.INT, 2_000, Importance.LOW, "");
  }

  private static void refuseUnsupported(Map<String, ?> settings) {
    for (Map.Entry<String, ?> setting : settings.entrySet()) {
      Object value = setting.getValue();
      boolean set = value != null && !value.toString().isEmpty();
      if (set && UNSUPPORTED.stream().anyMatch(setting.getKey()::startsWith)) {
        throw new ConfigException(setting.getKey() + " is not supported by this registry client");
      }
    }
  }

  private static URI address(String text) {
    try {
      URI uri = URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
      if (uri.getHost() != null
          && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))) {
        return uri;
      }
    } catch (IllegalArgumentException e) {
      // the text may hold a password, so neither it nor the cause is passed on
    }
    throw new ConfigException(URL + " must be a list of http or https addresses");
  }

  private static URI withoutCredentials(URI uri) {
    String port = uri.getPort() < 0 ? "" : ":" + uri.getPort();
    return URI.create(uri.getScheme() + "://" + uri.getHost() + port + uri.getRawPath());
  }

  private static String basic(String userInfo) {
    return "Basic " + Base64.getEncoder().encodeToString(userInfo.getBytes(UTF_8));
  }

  private static Duration millis(AbstractConfig values, String key) {
    return Duration.ofMillis(values.getInt(key));
  }

  private static void requireRange(String key, Duration value, Duration least) {
    if (value.compareTo(least) < 0) {
      throw new ConfigException(
          key, value.toMillis(), "must be at least " + least.toMillis() + " ms");
    }
  }
}
