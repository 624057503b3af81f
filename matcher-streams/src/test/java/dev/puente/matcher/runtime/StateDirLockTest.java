package dev.puente.matcher.runtime;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateDirLockTest {
  @TempDir Path folder;

  @Test
  void shouldRefuseASecondHolderUntilTheFirstLetsGo() {
    // given
    StateDirLock first = StateDirLock.take(folder);

    // when / then
    assertThatThrownBy(() -> StateDirLock.take(folder))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("puente.matcher.state-dir");
    first.close();
    assertThatCode(() -> StateDirLock.take(folder).close()).doesNotThrowAnyException();
  }
}
