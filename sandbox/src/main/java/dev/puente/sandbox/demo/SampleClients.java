package dev.puente.sandbox.demo;

import java.time.LocalDate;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Invented clients of a clinic, the same at every run. Phones are written as people of the country
 * type them, so that only a number rule finds their owner.
 */
final class SampleClients {
  private static final String[] FIRST = {
    "Ana", "Bruno", "Carla", "Diego", "Elena", "Facundo", "Gabriela", "Hugo", "Inés", "Joaquín"
  };
  private static final String[] LAST = {
    "Álvarez", "Benítez", "Castro", "Domínguez", "Espinoza", "Fernández", "Gómez", "Herrera"
  };
  private static final String[] SERVICES = {"Limpieza", "Control", "Ortodoncia", "Consulta"};

  private final String country;

  SampleClients(String country) {
    this.country = country;
  }

  /** One line of the import: {@code client-<n>}. */
  ObjectNode client(int n) {
    ObjectNode client = JsonNodeFactory.instance.objectNode();
    client.put("id", "client-" + n);
    client.put("first_name", FIRST[n % FIRST.length]);
    client.put("last_name", LAST[n % LAST.length] + " " + n);
    client.put("email", "client-" + n + "@example.com");
    client.putArray("phones").add(typed(n));
    client.put("birthday", LocalDate.of(1950 + n % 50, 1 + n % 12, 1 + n % 28).toString());
    client.put("total_appointments", n % 40);
    client.put("last_appointment", LocalDate.of(2026, 1 + n % 10, 1 + n % 28).toString());
    client.put("last_service", SERVICES[n % SERVICES.length]);
    return client;
  }

  /** {@code count} lines of NDJSON, {@code client-1} first. */
  String ndjson(int count) {
    StringBuilder lines = new StringBuilder(count * 320);
    for (int n = 1; n <= count; n++) {
      lines.append(client(n)).append('\n');
    }
    return lines.toString();
  }

  /** The phone as the client of that number typed it at the desk. */
  String typed(int n) {
    int subscriber = subscriber(n);
    return country.equals("AR")
        ? String.format(Locale.ROOT, "11 15-%04d-%04d", subscriber / 10_000, subscriber % 10_000)
        : String.format(Locale.ROOT, "(55) %04d %04d", subscriber / 10_000, subscriber % 10_000);
  }

  /** The same phone as WhatsApp names its account: digits, with the 9 or the old 1. */
  String whatsappId(int n) {
    return (country.equals("AR") ? "54911" : "52155") + subscriber(n);
  }

  /** Client 17 has the number that documentation uses; the others follow it in steps. */
  private static int subscriber(int n) {
    return 2345_6789 + (n - 17) * 1009;
  }
}
