package dev.puente.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PuenteCliTest {
  @Test
  void shouldSayThatKafkaDoesNotAnswer() {
    // given
    Exception failure = new ExecutionException(new TimeoutException("Timed out: listTopics"));

    // then
    assertThat(PuenteCli.reason(failure)).contains("Kafka does not answer", "--bootstrap-server");
  }

  @Test
  void shouldTellTheReasonBehindAWaitingCall() {
    // given
    Exception failure = new ExecutionException(new TopicAuthorizationException("not allowed"));

    // then
    assertThat(PuenteCli.reason(failure)).isEqualTo("not allowed");
    assertThat(PuenteCli.reason(new ExecutionException(new IllegalStateException())))
        .isEqualTo("ExecutionException");
  }

  @Test
  void shouldRefuseADataFolderThatNoPuenteRunsWith(@TempDir Path folder) {
    // given
    StringWriter err = new StringWriter();

    // when
    int exit =
        PuenteCli.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("topics", "list", "--data", folder.toString());

    // then
    assertThat(exit).isEqualTo(1);
    assertThat(err.toString())
        .startsWith("puente topics list: no Puente runs with the data folder " + folder);
  }
}
