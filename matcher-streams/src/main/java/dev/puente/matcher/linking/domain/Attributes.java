package dev.puente.matcher.linking.domain;

import dev.puente.schemas.contact.PreRegistrationAttributes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What an agent sees of a client: the named attributes in their order, then the free ones that the
 * tenant wants first, then the others by name, as far as they fit.
 *
 * @param values attributes by name
 * @param leftOut names of those that did not fit, the most important first; before them those whose
 *     name belongs to pre-registrations
 */
public record Attributes(SortedMap<String, Object> values, List<String> leftOut) {
  /** Most attributes of a contact. */
  public static final int MAX_COUNT = 50;

  /** Most bytes of all names and values together, UTF-8. */
  public static final int MAX_BYTES = 10 * 1024;

  /**
   * A client's data as far as it is shown; null: not known.
   *
   * @param registered whether the business knows the client; one that was made of a contact is not
   *     registered by anybody
   * @param free the business system's own attributes: text, numbers, booleans
   */
  public record Source(
      String tenant,
      String clientId,
      boolean active,
      boolean registered,
      @Nullable String name,
      @Nullable String email,
      @Nullable String birthday,
      @Nullable Long totalAppointments,
      @Nullable String lastAppointment,
      @Nullable String nextAppointment,
      @Nullable String lastService,
      Map<String, Object> free) {}

  /** Keeps what fits; no free attribute is more important than another. */
  public static Attributes of(Source client) {
    return of(client, List.of());
  }

  /**
   * Keeps what fits, by priority: first come the attributes that every client has.
   *
   * @param priority names of free attributes that come next, in this order
   */
  public static Attributes of(Source client, List<String> priority) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("client_id", client.clientId());
    wanted.put("tenant_id", client.tenant());
    wanted.put("is_registered", client.registered());
    putText(wanted, "client_name", client.name());
    wanted.put("client_status", client.active() ? "active" : "inactive");
    if (client.totalAppointments() != null) {
      wanted.put("total_appointments", client.totalAppointments());
    }
    putText(wanted, "last_appointment", client.lastAppointment());
    putText(wanted, "next_appointment", client.nextAppointment());
    putText(wanted, "last_service", client.lastService());
    putText(wanted, "email", client.email());
    putText(wanted, "birthday", client.birthday());
    SortedMap<String, Object> free = new TreeMap<>(client.free());
    List<String> leftOut = new ArrayList<>(free.keySet());
    // A client's attribute of that name would be taken for a new state of the pre-registration.
    leftOut.retainAll(PreRegistrationAttributes.NAMES);
    leftOut.forEach(free::remove);
    for (String name : priority) {
      Object value = free.get(name);
      if (value != null) {
        putFree(wanted, name, value);
      }
    }
    free.forEach((name, value) -> putFree(wanted, name, value));
    return fitting(wanted, leftOut);
  }

  private static void putText(Map<String, Object> map, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      map.put(name, value);
    }
  }

  private static void putFree(Map<String, Object> map, String name, Object value) {
    if (!name.isBlank()) {
      map.putIfAbsent(name, value);
    }
  }

  private static Attributes fitting(Map<String, Object> wanted, List<String> leftOut) {
    SortedMap<String, Object> kept = new TreeMap<>();
    int bytes = 0;
    for (Map.Entry<String, Object> entry : wanted.entrySet()) {
      int size = size(entry.getKey()) + size(entry.getValue().toString());
      if (kept.size() < MAX_COUNT && bytes + size <= MAX_BYTES) {
        kept.put(entry.getKey(), entry.getValue());
        bytes += size;
      } else {
        leftOut.add(entry.getKey());
      }
    }
    return new Attributes(kept, List.copyOf(leftOut));
  }

  private static int size(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }
}
