package dev.puente.matcher.failure;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.errors.ErrorHandlerContext;
import org.apache.kafka.streams.errors.ProductionExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * An output that can not be serialised (too large for its topic) makes its input a dead letter.
 * What the broker refuses stops the thread: under exactly-once the transaction is lost anyway.
 */
public final class UnwritableRecordHandler implements ProductionExceptionHandler {
  private @Nullable DeadLetters deadLetters;

  @Override
  public void configure(Map<String, ?> configs) {
    deadLetters = (DeadLetters) configs.get(DeadLetters.CONFIG);
  }

  @Override
  public Response handleError(
      ErrorHandlerContext context, ProducerRecord<byte[], byte[]> record, Exception exception) {
    return exception instanceof RetriableException ? Response.retry() : Response.fail();
  }

  @Override
  @SuppressWarnings("rawtypes") // the interface is declared so
  public Response handleSerializationError(
      ErrorHandlerContext context,
      ProducerRecord record,
      Exception exception,
      SerializationExceptionOrigin origin) {
    if (context.topic() == null || FailureClass.isEnvironment(exception)) {
      return Response.fail();
    }
    return Response.resume(List.of(requireNonNull(deadLetters).of(context, "UNWRITABLE_RESULT")));
  }
}
