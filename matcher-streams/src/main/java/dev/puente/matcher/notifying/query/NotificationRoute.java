package dev.puente.matcher.notifying.query;

import dev.puente.matcher.notifying.ledger.LedgerRow;
import dev.puente.matcher.notifying.processor.StoreNames;
import dev.puente.matcher.notifying.topology.NotifyingPart;
import dev.puente.matcher.query.QueryRoute;
import dev.puente.matcher.query.StoreReader;
import dev.puente.schemas.key.TenantKey;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** {@code notifications/{id}}: state and timeline. */
@Component
public final class NotificationRoute implements QueryRoute {
  @Override
  public String path() {
    return "notifications/{id}";
  }

  @Override
  public String applicationId() {
    return NotifyingPart.APPLICATION_ID;
  }

  @Override
  public String store() {
    return StoreNames.LEDGER;
  }

  @Override
  public Optional<Map<String, Object>> answer(TenantKey key, StoreReader stores) {
    LedgerRow row = stores.<LedgerRow>store(StoreNames.LEDGER).get(key.text());
    return row == null || !row.visible() ? Optional.empty() : Optional.of(NotificationView.of(row));
  }
}
