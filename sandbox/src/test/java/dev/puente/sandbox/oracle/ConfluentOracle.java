package dev.puente.sandbox.oracle;

import dev.puente.event.v1.DeadLetter;
import dev.puente.schemas.serde.RandomRecords;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/** Calls {@link ConfluentSide} in a class loader that shares nothing but the JDK with the tests. */
final class ConfluentOracle implements AutoCloseable {
  private final URLClassLoader loader;
  private final Object side;

  ConfluentOracle(String registryUrl) throws Exception {
    URL[] classPath = {
      Path.of("target/oracle/confluent.jar").toUri().toURL(),
      locationOf(DeadLetter.class),
      locationOf(RandomRecords.class),
      locationOf(ConfluentSide.class)
    };
    loader = new URLClassLoader("confluent", classPath, ClassLoader.getPlatformClassLoader());
    Class<?> type = loader.loadClass(ConfluentSide.class.getName());
    if (type == ConfluentSide.class) {
      throw new IllegalStateException("the oracle's class loader is not isolated");
    }
    side = inLoader(() -> type.getConstructor(String.class).newInstance(registryUrl));
  }

  byte[] write(String topic, Class<?> type, long seed) throws Exception {
    return (byte[])
        inLoader(
            () ->
                side.getClass()
                    .getMethod("write", String.class, String.class, Long.class)
                    .invoke(side, topic, type.getName(), seed));
  }

  boolean reads(String topic, Class<?> type, long seed, byte[] bytes) throws Exception {
    return (boolean)
        inLoader(
            () ->
                side.getClass()
                    .getMethod("reads", String.class, String.class, Long.class, byte[].class)
                    .invoke(side, topic, type.getName(), seed, bytes));
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }

  private static URL locationOf(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private interface Call {
    Object run() throws ReflectiveOperationException;
  }

  /** Avro and Confluent's configuration look for classes in the thread's context. */
  private Object inLoader(Call call) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return call.run();
    } catch (InvocationTargetException e) {
      throw new AssertionError("Confluent's side failed", e.getCause());
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
