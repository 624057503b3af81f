package dev.puente.ingest.client;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A client as a business system describes it, checked. Whole: what is null here is not known, and
 * replaces what was known before.
 *
 * @param phones as typed, in order of preference
 * @param attributes {@link String}, {@link Long}, {@link Double} or {@link Boolean} by name
 */
record ClientData(
    String id,
    @Nullable String firstName,
    @Nullable String lastName,
    @Nullable String name,
    @Nullable String email,
    List<String> phones,
    @Nullable String region,
    @Nullable String birthday,
    @Nullable String locale,
    @Nullable String timeZone,
    @Nullable String branchId,
    boolean active,
    List<String> optOuts,
    @Nullable Long totalAppointments,
    @Nullable String lastAppointment,
    @Nullable String nextAppointment,
    @Nullable String lastService,
    Map<String, Object> attributes) {

  /** Nothing of a person in logs. */
  @Override
  public String toString() {
    return "ClientData";
  }
}
