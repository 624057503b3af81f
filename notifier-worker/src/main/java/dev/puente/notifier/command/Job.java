package dev.puente.notifier.command;

import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A record to work on, with the partition it came from.
 *
 * @param settled answered without having been tried
 */
record Job(PartitionWork partition, ConsumerRecord<byte[], byte[]> record, AtomicBoolean settled) {
  Job(PartitionWork partition, ConsumerRecord<byte[], byte[]> record) {
    this(partition, record, new AtomicBoolean());
  }

  long offset() {
    return record.offset();
  }
}
