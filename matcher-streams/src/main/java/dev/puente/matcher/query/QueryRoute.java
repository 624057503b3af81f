package dev.puente.matcher.query;

import dev.puente.schemas.key.TenantKey;
import java.util.Map;
import java.util.Optional;

/**
 * One question that the internal endpoint answers from a store. A Spring bean of this type is found
 * and served at {@code /internal/v1/tenants/{tenant}/<path>}.
 */
public interface QueryRoute {
  /**
   * The path behind the tenant, with one {@code {id}}: {@code notifications/{id}} or {@code
   * contacts/{id}/link}.
   */
  String path();

  /** The Streams application whose store is asked, without topic prefix. */
  String applicationId();

  /** The store that decides which instance answers: the one that holds the key. */
  String store();

  /**
   * Answers on the instance that holds the key, in the public JSON shape (snake_case; times as
   * text). {@code as_of} is added by the endpoint.
   *
   * @return empty when the key is certainly unknown
   */
  Optional<Map<String, Object>> answer(TenantKey key, StoreReader stores);

  /**
   * Whether what is not there yet is on its way, on the instance that holds the key: then the
   * endpoint answers 503 instead of 404. Asked only when there is no answer.
   */
  default boolean underWay(TenantKey key, StoreReader stores) {
    return false;
  }

  /**
   * The same for a question with parameters; most have none.
   *
   * @param parameters first value of each, as the gateway checked them
   */
  default Optional<Map<String, Object>> answer(
      TenantKey key, StoreReader stores, Map<String, String> parameters) {
    return answer(key, stores);
  }
}
