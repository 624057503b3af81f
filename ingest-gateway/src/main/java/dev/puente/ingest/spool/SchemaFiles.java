package dev.puente.ingest.spool;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParseException;

/** The schemas of spooled values, one file each, named by Avro's 64-bit fingerprint. */
final class SchemaFiles {
  private final Path folder;
  private final Map<Schema, Long> kept = new ConcurrentHashMap<>();
  private final Map<Long, Schema> found = new ConcurrentHashMap<>();

  SchemaFiles(Path folder) {
    this.folder = folder;
  }

  /** The fingerprint of a schema that is surely on disk when this returns. */
  long keep(Schema schema) throws IOException {
    Long known = kept.get(schema);
    if (known != null) {
      return known;
    }
    synchronized (this) {
      long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
      Path file = file(fingerprint);
      if (!Files.exists(file)) {
        write(file, schema.toString().getBytes(StandardCharsets.UTF_8));
      }
      kept.put(schema, fingerprint);
      return fingerprint;
    }
  }

  private void write(Path file, byte[] bytes) throws IOException {
    Path temporary = folder.resolve(file.getFileName() + ".tmp");
    Files.write(temporary, bytes);
    try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    SpoolFolder.force(folder);
  }

  /**
   * The schema of a fingerprint.
   *
   * @throws IOException when it is not there, or is another one
   * @throws UncheckedIOException when the disk does not give it
   */
  Schema find(long fingerprint) throws IOException {
    Schema known = found.get(fingerprint);
    if (known == null) {
      known = read(fingerprint);
      found.put(fingerprint, known);
    }
    return known;
  }

  private Schema read(long fingerprint) throws IOException {
    try {
      Schema schema = new Schema.Parser().parse(text(file(fingerprint)));
      if (SchemaNormalization.parsingFingerprint64(schema) != fingerprint) {
        throw new IOException("the file of a schema holds another one");
      }
      return schema;
    } catch (NoSuchFileException | SchemaParseException e) {
      throw new IOException("the schema of a record is not there", e);
    }
  }

  /** A disk in trouble says nothing about the record. */
  private String text(Path file) throws NoSuchFileException {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path file(long fingerprint) {
    return folder.resolve("%016x.avsc".formatted(fingerprint));
  }
}
