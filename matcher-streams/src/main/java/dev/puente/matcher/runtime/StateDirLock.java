package dev.puente.matcher.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** Keeps a second process off the folder of the stores. */
final class StateDirLock implements AutoCloseable {
  private static final String FILE = ".puente-lock";

  private final FileChannel channel;

  private StateDirLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock.
   *
   * @throws IllegalStateException when another process, or another application here, holds it
   */
  static StateDirLock take(Path folder) {
    FileChannel channel = null;
    try {
      Files.createDirectories(folder);
      channel =
          FileChannel.open(
              folder.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) != null) {
        return new StateDirLock(channel);
      }
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException("puente.matcher.state-dir " + folder + " is not usable", e);
    }
    throw new IllegalStateException(
        "puente.matcher.state-dir " + folder + " is in use by another matcher");
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
