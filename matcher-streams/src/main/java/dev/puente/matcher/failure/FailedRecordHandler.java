package dev.puente.matcher.failure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProcessingExceptionHandler;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * A record that a processor fails on becomes a dead letter. A failing punctuation has no record to
 * give up and stops the thread, as does a broken environment.
 */
public final class FailedRecordHandler implements ProcessingExceptionHandler {
  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, @Nullable Record<?, ?> record, Exception exception) {
    if (context.topic() == null || FailureClass.isEnvironment(exception)) {
      return Response.fail();
    }
    String reason = FailureClass.reasonOf(exception, "FAILED_PROCESSING");
    return Response.resume(List.of(requireNonNull(deadLetters).of(context, reason)));
  }
}
