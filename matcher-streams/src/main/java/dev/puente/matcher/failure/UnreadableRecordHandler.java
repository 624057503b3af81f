package dev.puente.matcher.failure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.errors.DeserializationExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.jspecify.annotations.Nullable;

/** A record whose bytes can not be read becomes a dead letter; an unreachable registry stops. */
public final class UnreadableRecordHandler implements DeserializationExceptionHandler {
  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ConsumerRecord<byte[], byte[]> record, Exception exception) {
    if (FailureClass.isEnvironment(exception)) {
      return Response.fail();
    }
    return Response.resume(List.of(requireNonNull(deadLetters).of(context, "UNREADABLE_VALUE")));
  }
}
