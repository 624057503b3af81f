# Finds a JDK 25 and prints its home; sourced by ./mvnw and ./puente. POSIX sh.
# Looks at PUENTE_JAVA_HOME, JAVA_HOME, the java on the PATH and the usual system folders, in this order.
# Prints nothing and returns 1 when there is none.

puente_is_jdk25() {
  [ -x "$1/bin/javac" ] && [ -r "$1/release" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release"
}

puente_find_jdk() (
  set +f
  for home in "${PUENTE_JAVA_HOME-}" "${JAVA_HOME-}"; do
    [ -n "$home" ] && puente_is_jdk25 "$home" && { printf '%s\n' "$home"; return 0; }
  done
  java=$(command -v java 2>/dev/null) && java=$(readlink -f "$java" 2>/dev/null) && {
    home=${java%/bin/java}
    puente_is_jdk25 "$home" && { printf '%s\n' "$home"; return 0; }
  }
  for home in /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/homebrew/opt/openjdk@25/libexec/openjdk.jdk/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home "${HOME-}"/.sdkman/candidates/java/* "${HOME-}"/.jdks/*; do
    puente_is_jdk25 "$home" && { printf '%s\n' "$home"; return 0; }
  done
  return 1
)

PUENTE_NO_JDK='No JDK 25 found (looked at PUENTE_JAVA_HOME, JAVA_HOME, PATH, /usr/lib/jvm, /usr/java, /opt, /Library/Java, ~/.sdkman, ~/.jdks): install one, for example Temurin 25, or set PUENTE_JAVA_HOME to its folder.'
