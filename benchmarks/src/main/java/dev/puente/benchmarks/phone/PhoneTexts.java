package dev.puente.benchmarks.phone;

import dev.puente.schemas.key.PhoneSource;
import java.util.Locale;

/** Phones of five countries as they are sent and as they are typed; the same at every run. */
final class PhoneTexts {
  /** One text. */
  record Text(String raw, PhoneSource source) {}

  private static final String[] REGIONS = {"AR", "MX", "BR", "ES", "CL"};

  private PhoneTexts() {}

  /** The n-th in E.164 form. */
  static Text e164(int n) {
    int subscriber = subscriber(n);
    String raw =
        switch (REGIONS[n % REGIONS.length]) {
          case "AR" -> "+54911" + digits(subscriber, 8);
          case "MX" -> "+5255" + digits(subscriber, 8);
          case "BR" -> "+55119" + digits(subscriber, 8);
          case "ES" -> "+346" + digits(subscriber, 8);
          default -> "+569" + digits(subscriber, 8);
        };
    return new Text(raw, PhoneSource.none());
  }

  /** The same subscriber as people of the country type it. */
  static Text typed(int n) {
    String text = digits(subscriber(n), 8);
    String left = text.substring(0, 4);
    String right = text.substring(4);
    String region = REGIONS[n % REGIONS.length];
    String raw =
        switch (region) {
          case "AR" -> "11 15-" + left + "-" + right;
          case "MX" -> "(55) " + left + " " + right;
          case "BR" -> "(11) 9" + left + "-" + right;
          case "ES" ->
              "6"
                  + left.substring(0, 2)
                  + " "
                  + left.substring(2)
                  + right.charAt(0)
                  + " "
                  + right.substring(1);
          default -> "9 " + left + " " + right;
        };
    return new Text(raw, PhoneSource.region(region));
  }

  /** Between 3000 0000 and 7999 9999, spread over the range. */
  private static int subscriber(int n) {
    return 30_000_000 + (int) (n * 7_919L % 50_000_000);
  }

  private static String digits(int number, int count) {
    return String.format(Locale.ROOT, "%0" + count + "d", number);
  }
}
