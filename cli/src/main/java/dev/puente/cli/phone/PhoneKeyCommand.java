package dev.puente.cli.phone;

import dev.puente.schemas.key.PhoneKeys;
import dev.puente.schemas.key.PhoneResult.Key;
import dev.puente.schemas.key.PhoneResult.NoKey;
import dev.puente.schemas.key.PhoneSource;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code puente phone-key}: the match key of a phone text, or the reason why there is none.
 * Standard output holds nothing else; no key is a result like any other, so the exit code stays 0.
 */
@Command(
    name = "phone-key",
    description = "Show the match key of a phone text, or the reason why it has none.",
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:done; a value without a key is a result like any other",
      "1:the file can not be read or is broken behind the header",
      "2:wrong usage, or the first line of the file is not the header"
    },
    mixinStandardHelpOptions = true)
public final class PhoneKeyCommand implements Callable<Integer> {
  @Option(
      names = "--region",
      paramLabel = "CC",
      description = "ISO code of the country whose national format the text is in (AR, MX, ...).")
  private @Nullable String region;

  @Option(
      names = "--channel",
      description = "The value is the sender id of a phone-based channel (WhatsApp, SMS).")
  private boolean channel;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description =
          "Read UTF-8 CSV with the header id,raw,region (region: a code, CHANNEL or empty) and"
              + " write id,key,reason. \"-\" reads standard input.")
  private @Nullable Path csv;

  @Parameters(arity = "0..1", paramLabel = "VALUE", description = "The text as it was typed.")
  private @Nullable String value;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    Path file = csv;
    if (file != null) {
      refuse(
          value != null || region != null || channel,
          "--csv stands alone: the file has the regions");
      return readFile(file);
    }
    refuse(region != null && channel, "--region and --channel exclude each other");
    String text = value;
    if (text == null) {
      throw new ParameterException(spec.commandLine(), "Missing VALUE or --csv FILE");
    }
    return print(text);
  }

  private int print(String text) {
    PhoneSource source =
        channel ? PhoneSource.channel() : PhoneSource.region(region == null ? "" : region);
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        switch (new PhoneKeys().key(text, source)) {
          case Key key -> key.value();
          case NoKey noKey -> noKey.reason().name();
        });
    if (source instanceof PhoneSource.Region typed && !PhoneKeys.isKnownRegion(typed.iso())) {
      warn("unknown region " + typed.iso() + ": only international forms have a key");
    }
    return written(out) ? 0 : 1;
  }

  private int readFile(Path file) {
    PrintWriter out = spec.commandLine().getOut();
    try {
      new PhoneKeyFile(new PhoneKeys(), this::warn).translate(file, new FailingWriter(out));
      return written(out) ? 0 : 1;
    } catch (WrongHeaderException e) {
      warn(file + ": " + e.getMessage());
      return spec.exitCodeOnInvalidInput();
    } catch (NoSuchFileException e) {
      warn("no such file: " + file);
    } catch (UnreadableCsvException | IOException e) {
      if (written(out)) {
        warn("cannot read " + file + ": " + e.getMessage());
      }
    }
    return 1;
  }

  /** Whether all output arrived: a full disk or a closed pipe must not look like success. */
  private boolean written(PrintWriter out) {
    if (FailingWriter.hasFailed(out)) {
      warn("the result cannot be written");
      return false;
    }
    return true;
  }

  private void refuse(boolean wrong, String message) {
    if (wrong) {
      throw new ParameterException(spec.commandLine(), message);
    }
  }

  private void warn(String message) {
    PrintWriter err = spec.commandLine().getErr();
    err.println(message);
    err.flush();
  }
}
