package dev.puente.ingest.json;

/** What counts as text. */
public final class Texts {
  private Texts() {}

  /** Control characters (tab and line breaks excepted), lone surrogates, U+FFFD, U+FFFE, U+FFFF. */
  public static boolean binary(String text) {
    return text.codePoints().anyMatch(Texts::binary);
  }

  private static boolean binary(int c) {
    boolean control = c < 0x20 ? c != '\t' && c != '\n' && c != '\r' : c == 0x7f;
    boolean surrogate = c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    return control || surrogate || c == 0xfffd || c == 0xfffe || c == 0xffff;
  }
}
