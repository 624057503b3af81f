package dev.puente.benchmarks.load;

/** Makes requests for one connection; not shared between connections. */
public interface RequestSource {
  /** The complete HTTP/1.1 request with the given number, headers and body. */
  byte[] request(long number);

  /** Makes a source for each connection. */
  interface Factory {
    RequestSource create();
  }
}
