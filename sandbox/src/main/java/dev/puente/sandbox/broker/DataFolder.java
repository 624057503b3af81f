package dev.puente.sandbox.broker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Properties;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.MetadataVersion;

/**
 * A folder that belongs to one broker as long as it is open. Kafka notices a second user of a
 * folder only after its controller has begun to write there, so the folder is locked before.
 */
final class DataFolder implements AutoCloseable {
  private static final String LOCK_FILE = "broker.lock";

  private final FileChannel lockFile;

  private DataFolder(FileChannel lockFile) {
    this.lockFile = lockFile;
  }

  /** Locks the folder and formats it when that was not done before. */
  static DataFolder open(Path folder) throws Exception {
    Files.createDirectories(folder);
    DataFolder opened = new DataFolder(lock(folder.resolve(LOCK_FILE)));
    try {
      format(folder);
      return opened;
    } catch (Exception e) {
      opened.close();
      throw e;
    }
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }

  private static FileChannel lock(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (channel.tryLock() != null) {
        return channel;
      }
    } catch (OverlappingFileLockException e) {
      // the other user is in this JVM
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException("another broker uses this folder (lock on %s)".formatted(file));
  }

  private static void format(Path folder) throws Exception {
    String path = folder.toAbsolutePath().toString();
    new Formatter()
        .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
        .setNodeId(BrokerProperties.NODE_ID)
        .setClusterId(clusterId(folder.resolve("meta.properties")))
        .setIgnoreFormatted(true)
        .setControllerListenerName(BrokerProperties.CONTROLLER)
        .setMetadataLogDirectory(path)
        .addDirectory(path)
        .setReleaseVersion(MetadataVersion.latestProduction())
        .run();
  }

  private static String clusterId(Path metaProperties) throws IOException {
    if (Files.exists(metaProperties)) {
      Properties known = new Properties();
      try (Reader reader = Files.newBufferedReader(metaProperties)) {
        known.load(reader);
      }
      return known.getProperty("cluster.id", Uuid.randomUuid().toString());
    }
    return Uuid.randomUuid().toString();
  }
}
