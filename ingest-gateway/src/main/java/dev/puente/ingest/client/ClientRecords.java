package dev.puente.ingest.client;

import dev.puente.event.v1.Client;
import dev.puente.event.v1.ClientOrigin;
import java.time.Instant;

/** From checked clients to records of topic {@code clients}. */
final class ClientRecords {
  private ClientRecords() {}

  static Client of(String tenant, ClientData data, ClientOrigin origin, Instant now) {
    return Client.newBuilder()
        .setTenant(tenant)
        .setClientId(data.id())
        .setFirstName(data.firstName())
        .setLastName(data.lastName())
        .setName(data.name())
        .setEmail(data.email())
        .setPhones(data.phones())
        .setRegion(data.region())
        .setBirthday(data.birthday())
        .setLocale(data.locale())
        .setTimeZone(data.timeZone())
        .setBranchId(data.branchId())
        .setActive(data.active())
        .setOptOuts(data.optOuts())
        .setTotalAppointments(data.totalAppointments())
        .setLastAppointment(data.lastAppointment())
        .setNextAppointment(data.nextAppointment())
        .setLastService(data.lastService())
        .setAttributes(data.attributes())
        .setOrigin(origin)
        .setChangedAt(now)
        .build();
  }
}
