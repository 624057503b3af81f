package dev.puente.notifier.delivery;

import java.util.List;
import java.util.TreeSet;

/**
 * Which records of one partition were received, tried and done. Offsets may have gaps (transactions
 * leave control records). Thread-safe.
 */
public final class OffsetProgress {
  private final TreeSet<Long> outstanding = new TreeSet<>();
  private long position;
  private long triedBelow;

  /** Begins at the first offset that will be read. */
  public OffsetProgress(long position) {
    this.position = position;
    this.triedBelow = position;
  }

  /** A record was read. */
  public synchronized void received(long offset) {
    if (offset < position) {
      throw new IllegalArgumentException("offset " + offset + " was read before");
    }
    outstanding.add(offset);
    position = offset + 1;
  }

  /** Work on a record begins. */
  public synchronized void tried(long offset) {
    triedBelow = Math.max(triedBelow, offset + 1);
  }

  /** The answer to a record is acknowledged. */
  public synchronized void done(long offset) {
    if (!outstanding.remove(offset)) {
      throw new IllegalArgumentException("offset " + offset + " is not outstanding");
    }
  }

  /** The reader has passed control records up to here. */
  public synchronized void passed(long nextOffset) {
    position = Math.max(position, nextOffset);
  }

  /** What may be committed: the lowest record that is not done, else the next to read. */
  public synchronized long committable() {
    return outstanding.isEmpty() ? position : outstanding.first();
  }

  /** The next offset to read. */
  public synchronized long position() {
    return position;
  }

  /** Every record from here on was certainly not tried. */
  public synchronized long triedBelow() {
    return triedBelow;
  }

  /** How many records are not done. */
  public synchronized int outstanding() {
    return outstanding.size();
  }

  /** Records that are not done, lowest first. */
  public synchronized List<Long> open() {
    return List.copyOf(outstanding);
  }
}
