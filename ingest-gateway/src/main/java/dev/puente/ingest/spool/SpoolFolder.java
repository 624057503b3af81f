package dev.puente.ingest.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of one instance: {@code ROOT/0}, {@code ROOT/1}, …, each locked by the process that
 * uses it. Holds segments ({@code <first sequence>.segment}), the cursor, and the schemas of what
 * lies in the segments.
 */
final class SpoolFolder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(SpoolFolder.class);
  private static final int MAX_INSTANCES = 64;
  private static final String SEGMENT = ".segment";
  private static final String DAMAGED = ".damaged";
  private static final String LOCK = "lock";
  private static final String OWNER = "owner";

  /** Stands in the file {@value #OWNER} of the folders that this process has locked. */
  private static final String THIS_PROCESS = UUID.randomUUID().toString();

  private static final String CURSOR = "cursor";
  private static final Set<String> EPHEMERAL = Set.of("tmpfs", "ramfs", "overlay", "aufs");

  private static final boolean POSIX =
      FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

  private final Path path;
  private final FileChannel lockFile;

  private SpoolFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /**
   * Takes the first folder below the root that nobody uses; one that an earlier process left
   * records in comes before an empty one.
   *
   * @throws IOException when the root can not be used, or all {@value #MAX_INSTANCES} are taken
   */
  static SpoolFolder claim(Path root) throws IOException {
    createPrivate(root);
    List<Path> candidates =
        IntStream.range(0, MAX_INSTANCES)
            .mapToObj(i -> root.resolve(Integer.toString(i)))
            .sorted(Comparator.comparing(SpoolFolder::holdsNothing)) // stable: false first
            .toList();
    for (Path candidate : candidates) {
      Optional<SpoolFolder> claimed = lock(candidate);
      if (claimed.isPresent()) {
        return claimed.get();
      }
    }
    throw new IOException("all " + MAX_INSTANCES + " folders in " + root + " are in use");
  }

  /**
   * Takes the first folder below the root that holds records and that nobody uses.
   *
   * @param own the caller's, which is not looked at
   */
  static Optional<SpoolFolder> claimOrphan(Path root, Path own) throws IOException {
    for (int i = 0; i < MAX_INSTANCES; i++) {
      Path candidate = root.resolve(Integer.toString(i));
      if (!candidate.equals(own) && !holdsNothing(candidate)) {
        Optional<SpoolFolder> claimed = lock(candidate);
        if (claimed.isPresent()) {
          return claimed;
        }
      }
    }
    return Optional.empty();
  }

  /**
   * POSIX drops all locks of a process on a file when it closes any channel on it. So a folder of
   * this very process must be known without opening its lock.
   */
  private static synchronized Optional<SpoolFolder> lock(Path path) throws IOException {
    createPrivate(path);
    if (ofThisProcess(path)) {
      return Optional.empty();
    }
    FileChannel file =
        FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (file.tryLock() != null) {
        noteOwner(path);
        return Optional.of(new SpoolFolder(path, file));
      }
    } catch (IOException e) {
      file.close();
      throw e;
    }
    file.close();
    return Optional.empty();
  }

  /** A full disk must not keep an instance from what it has spooled. */
  private static void noteOwner(Path path) {
    try {
      Files.writeString(path.resolve(OWNER), THIS_PROCESS);
    } catch (IOException e) {
      log.atWarn().addKeyValue("failure", e.getClass().getName()).log("spool owner not noted");
    }
  }

  private static synchronized void unlock(SpoolFolder folder) throws IOException {
    Files.deleteIfExists(folder.path.resolve(OWNER));
    folder.lockFile.close();
  }

  private static boolean ofThisProcess(Path path) throws IOException {
    try {
      byte[] owner = Files.readAllBytes(path.resolve(OWNER));
      return Arrays.equals(owner, THIS_PROCESS.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean holdsNothing(Path path) {
    try (Stream<Path> files = Files.list(path)) {
      return files.noneMatch(file -> file.getFileName().toString().endsWith(SEGMENT));
    } catch (IOException e) {
      return true;
    }
  }

  private static void createPrivate(Path folder) throws IOException {
    Files.createDirectories(folder, onlyOwner("rwx------"));
  }

  /** Whether the file system is one that ends with the machine or the container. */
  static boolean ephemeral(Path folder) throws IOException {
    createPrivate(folder);
    return EPHEMERAL.contains(Files.getFileStore(folder).type());
  }

  Path path() {
    return path;
  }

  Path segment(long firstSequence) {
    return path.resolve("%019d%s".formatted(firstSequence, SEGMENT));
  }

  static long firstSequence(Path segment) {
    String name = segment.getFileName().toString();
    return Long.parseLong(name.substring(0, name.length() - SEGMENT.length()));
  }

  /** Segments in the order of their sequences. */
  List<Path> segments() throws IOException {
    try (Stream<Path> files = Files.list(path)) {
      return files
          .filter(file -> file.getFileName().toString().matches("[0-9]{19}\\" + SEGMENT))
          .sorted()
          .toList();
    }
  }

  /** Puts a segment with unreadable parts out of the way, for a person to look at. */
  void setAside(Path segment) throws IOException {
    String name = segment.getFileName().toString();
    Files.move(
        segment, path.resolve(name.replace(SEGMENT, DAMAGED)), StandardCopyOption.REPLACE_EXISTING);
  }

  /**
   * All sequences below this one are done. Losing it only means that records are written twice; so
   * it is not waited for, and an unreadable one counts as 0.
   */
  long cursor() throws IOException {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(path.resolve(CURSOR));
    } catch (NoSuchFileException e) {
      return 0;
    }
    if (bytes.length != 12) {
      return 0;
    }
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    long cursor = buffer.getLong();
    return buffer.getInt() == checksum(cursor) ? Math.max(0, cursor) : 0;
  }

  void cursor(long value) throws IOException {
    Path temporary = path.resolve(CURSOR + ".tmp");
    byte[] bytes = ByteBuffer.allocate(12).putLong(value).putInt(checksum(value)).array();
    Files.write(temporary, bytes);
    Files.move(
        temporary,
        path.resolve(CURSOR),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  private static int checksum(long value) {
    CRC32C crc = new CRC32C();
    crc.update(ByteBuffer.allocate(8).putLong(value).flip());
    return (int) crc.getValue();
  }

  long usableBytes() throws IOException {
    return Files.getFileStore(path).getUsableSpace();
  }

  /** Attributes of what only its owner may see, where the file system knows that. */
  static FileAttribute<?>[] onlyOwner(String permissions) {
    return POSIX
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  /** Makes names in a folder durable; elsewhere than on POSIX systems a file's own flush does. */
  static void force(Path folder) throws IOException {
    if (!POSIX) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    unlock(this);
  }
}
