package dev.puente.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.puente.cli.PuenteCli;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class PhoneKeyCommandTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @Test
  void shouldPrintTheKeyWhenTheValueIsAPhone() {
    // when
    int code = run("phone-key", "--region", "AR", "11 15-2345-6789");

    // then
    assertThat(code).isZero();
    assertThat(out.toString()).isEqualToIgnoringNewLines("+541123456789\n");
    assertThat(err.toString()).isEmpty();
  }

  @Test
  void shouldPrintTheReasonAndSucceedWhenThereIsNoKey() {
    // when
    int code = run("phone-key", "11 2345-6789");

    // then
    assertThat(code).isZero();
    assertThat(out.toString().strip()).isEqualTo("NO_COUNTRY");
  }

  @Test
  void shouldReadAChannelIdWhenAskedTo() {
    // when
    int code = run("phone-key", "--channel", "553187654320");

    // then
    assertThat(code).isZero();
    assertThat(out.toString().strip()).isEqualTo("+5531987654320");
  }

  @Test
  void shouldTakeTheValueLiterallyWhenItBeginsWithAnAtSign() {
    // when
    int code = run("phone-key", "@ana");

    // then
    assertThat(code).isZero();
    assertThat(out.toString().strip()).isEqualTo("NOT_A_PHONE_ID");
  }

  @Test
  void shouldWarnBesideTheResultWhenTheRegionIsUnknown() {
    // when
    int code = run("phone-key", "--region", "XX", "11 2345-6789");

    // then
    assertThat(code).isZero();
    assertThat(out.toString().strip()).isEqualTo("NO_COUNTRY");
    assertThat(err.toString()).contains("unknown region XX");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "phone-key",
        "phone-key 11 2345-6789",
        "phone-key --region",
        "phone-key --region AR --channel 1123456789",
        "phone-key --csv x.csv 1123456789",
        "phone-key --csv x.csv --region AR",
        "phone-key --unknown 1",
        "no-such-command"
      })
  void shouldExitWithTwoWhenTheUsageIsWrong(String line) {
    // when
    int code = run(line.split(" ", -1));

    // then
    assertThat(code).isEqualTo(2);
    assertThat(out.toString()).isEmpty();
    assertThat(err.toString()).isNotEmpty();
  }

  @Test
  void shouldWriteOneRowPerRowInOrderWhenAFileIsRead() throws IOException {
    // given
    Path file =
        file(
            "id,raw,region\n"
                + "1,11 15-2345-6789,AR\n"
                + "2,sin numero,AR\n"
                + "3,553187654320,CHANNEL\n"
                + "4,+54 9 11 2345-6789,\n"
                + "5,1123456789,XX\n");

    // when
    int code = run("phone-key", "--csv", file.toString());

    // then
    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "id,key,reason\n"
                + "1,+541123456789,\n"
                + "2,,NOT_A_NUMBER\n"
                + "3,+5531987654320,\n"
                + "4,+541123456789,\n"
                + "5,,NO_COUNTRY\n");
    assertThat(err.toString()).contains("unknown region XX");
  }

  @Test
  void shouldFollowTheHeaderWhenColumnsAreInAnotherOrder() throws IOException {
    // given
    Path file = file("region,name,raw,id\nAR,Ana,1123456789,a\n");

    // when
    int code = run("phone-key", "--csv", file.toString());

    // then
    assertThat(code).isZero();
    assertThat(out.toString()).isEqualTo("id,key,reason\na,+541123456789,\n");
  }

  @Test
  void shouldReadQuotedFieldsWithLineBreaksAndQuotesWhenAFileHasThem() throws IOException {
    // given
    Path file =
        file(
            "\uFEFF\"id\",\"raw\",\"region\"\r\n"
                + "\"a,\"\"b\"\"\",\"11\n2345-6789\",\"AR\"\r\n"
                + "\"two\r\nlines\",\"Tel: 11 2345-6789\",AR");

    // when
    int code = run("phone-key", "--csv", file.toString());

    // then
    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualTo(
            "id,key,reason\n\"a,\"\"b\"\"\",+541123456789,\n\"two\r\nlines\",+541123456789,\n");
  }

  @Test
  void shouldAnswerEveryRowWhenFieldsAreMissingOrEmpty() throws IOException {
    // given
    Path file = file("id,raw,region\n1\n2,\n3,,\n,+541123456789,\n");

    // when
    int code = run("phone-key", "--csv", file.toString());

    // then
    assertThat(code).isZero();
    assertThat(out.toString())
        .isEqualTo("id,key,reason\n1,,EMPTY\n2,,EMPTY\n3,,EMPTY\n,+541123456789,\n");
  }

  @Test
  void shouldKeepGoingWhenARowIsNotUtf8() throws IOException {
    // given
    Path file = folder.resolve("latin1.csv");
    Files.write(
        file,
        "id,raw,region\n1,Tel\u00e9fono 11 2345-6789,AR\n2,11 2345-6789,AR\n"
            .getBytes(StandardCharsets.ISO_8859_1));

    // when
    int code = run("phone-key", "--csv", file.toString());

    // then
    assertThat(code).isZero();
    assertThat(out.toString()).endsWith("\n2,+541123456789,\n");
    assertThat(err.toString()).contains("not UTF-8");
  }

  @ParameterizedTest
  @ValueSource(strings = {"id,raw,region\n1,\"11 2345-6789,AR\n", "id,raw,region\n1,\"1\"2,AR\n"})
  void shouldExitWithOneWhenTheFileIsNoSuchCsv(String content) throws IOException {
    // given
    Path file = file(content);

    // when
    int code = run("phone-key", "--csv", file.toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("cannot read").doesNotContain("2345");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                          | without id, without raw, without region",
        "1,11 2345-6789,AR           | without id, without raw, without region",
        "id,phone                    | without raw, without region",
        "id,raw,region,raw           | twice raw",
        "id;raw;region               | separated by semicolons, not commas"
      })
  void shouldExitWithTwoAndSayWhatIsWrongWithTheHeader(String header, String wrong)
      throws IOException {
    // given
    Path file = file(header + "\n1,11 2345-6789,AR\n");

    // when
    int code = run("phone-key", "--csv", file.toString());

    // then
    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("id,raw,region: it is " + wrong).doesNotContain("2345");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shouldExitWithOneWhenTheFileDoesNotExist() {
    // when
    int code = run("phone-key", "--csv", folder.resolve("none.csv").toString());

    // then
    assertThat(code).isEqualTo(1);
    assertThat(err.toString()).contains("no such file");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void shouldExitWithOneWhenTheOutputIsClosed() throws IOException {
    // given
    Path file = file("id,raw,region\n" + "1,11 2345-6789,AR\n".repeat(2000));
    Writer full =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("no space left");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };

    // when
    int rows = run(new PrintWriter(full), "phone-key", "--csv", file.toString());
    int value = run(new PrintWriter(full), "phone-key", "--region", "AR", "11 2345-6789");

    // then
    assertThat(rows).isEqualTo(1);
    assertThat(value).isEqualTo(1);
    assertThat(err.toString()).contains("the result cannot be written").doesNotContain("2345");
  }

  private Path file(String content) throws IOException {
    return Files.writeString(folder.resolve("in.csv"), content);
  }

  private int run(String... arguments) {
    return run(new PrintWriter(out), arguments);
  }

  private int run(PrintWriter printer, String... arguments) {
    CommandLine line = PuenteCli.commandLine();
    line.setOut(printer);
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }
}
