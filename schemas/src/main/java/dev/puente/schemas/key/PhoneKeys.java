package dev.puente.schemas.key;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import dev.puente.schemas.key.PhoneResult.Key;
import dev.puente.schemas.key.PhoneResult.NoKey;
import dev.puente.schemas.key.PhoneVerdict.Accepted;
import dev.puente.schemas.key.PhoneVerdict.Refused;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From what people type, or a provider delivers, to the match key of a phone.
 *
 * <p>Two ways of writing a number that reach the same subscriber give the same key; two subscribers
 * never share one; where a text allows two readings there is no key. The result depends on the
 * input and {@link #rulesVersion()} only. Make one instance per application: it owns a bounded
 * cache. Safe for use by many threads.
 */
public final class PhoneKeys {
  /** Results kept by default; at most about 20 MB. */
  public static final int DEFAULT_CACHE_ENTRIES = 1 << 16;

  /** The libphonenumber release that the rules were checked with; a test compares it. */
  static final String LIBRARY_VERSION = "9.0.43";

  /** Counts changes of our own rules. */
  private static final int RULES_REVISION = 2;

  private final PhoneRules rules = new PhoneRules();
  private final ResultCache cache;

  /** With {@value #DEFAULT_CACHE_ENTRIES} cached results. */
  public PhoneKeys() {
    this(DEFAULT_CACHE_ENTRIES);
  }

  /**
   * @param cacheEntries most cached results, a power of two from 8 on
   */
  public PhoneKeys(int cacheEntries) {
    this.cache = new ResultCache(cacheEntries);
  }

  /**
   * The key of a text.
   *
   * @param raw the text as it came, of any length; null reads as empty
   * @param source how it came
   * @return a key, or exactly one reason; never fails
   */
  public PhoneResult key(@Nullable String raw, PhoneSource source) {
    return switch (verdict(raw, source)) {
      case Accepted accepted -> new Key(accepted.key());
      case Refused refused -> new NoKey(refused.reason());
    };
  }

  /**
   * The E.164 forms under which Chatwoot may know the number: Argentina with and without the 9,
   * Mexico with and without the 1, Brazil's mobiles with and without the ninth digit, else one. A
   * hit counts only when its own key is equal.
   */
  public List<String> lookupVariants(String key) {
    return SendingForms.lookupVariants(key);
  }

  /**
   * The {@code phone_number} of a contact that Puente creates, as E.164. The key itself is not
   * always dialable.
   *
   * @param key the match key
   * @param rawTyped the text that the key came from, when there is one
   * @param rawSource how that text came
   * @param channelId the sender id of a phone-based channel, when one is known; used only when it
   *     has the same key
   * @param whatsappInbox whether the contact is created for a WhatsApp inbox
   */
  public String sendingForm(
      String key,
      @Nullable String rawTyped,
      PhoneSource rawSource,
      @Nullable String channelId,
      boolean whatsappInbox) {
    if (channelId != null
        && acceptedAs(key, channelId, PhoneSource.channel()) instanceof Accepted channel) {
      return channel.typed();
    }
    Accepted typed = rawTyped == null ? null : acceptedAs(key, rawTyped, rawSource);
    return SendingForms.of(key, typed == null ? key : typed.typed(), whatsappInbox);
  }

  /** Changes whenever a key may change: with the library's release and with our own rules. */
  public static String rulesVersion() {
    return "libphonenumber-" + LIBRARY_VERSION + "/" + RULES_REVISION;
  }

  /** Whether national numbers can be read with this ISO code, in capitals. */
  public static boolean isKnownRegion(String iso) {
    return PhoneNumberUtil.getInstance().getSupportedRegions().contains(iso);
  }

  private @Nullable Accepted acceptedAs(String key, String raw, PhoneSource source) {
    return verdict(raw, source) instanceof Accepted accepted && accepted.key().equals(key)
        ? accepted
        : null;
  }

  private PhoneVerdict verdict(@Nullable String raw, PhoneSource source) {
    if (raw == null) {
      return rules.judge(null, source);
    }
    PhoneVerdict known = cache.get(source, raw);
    if (known != null) {
      return known;
    }
    PhoneVerdict verdict = rules.judge(raw, source);
    cache.put(source, raw, verdict);
    return verdict;
  }
}
