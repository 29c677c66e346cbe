package org.ackmark.wal.io;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The module's only foreign functions: the Linux system calls of a log.
 *
 * <p>{@link java.nio.channels.FileChannel} closes itself when the calling thread is interrupted;
 * these calls don't, so a log may do its I/O on its callers' threads. Each blocks for the device,
 * is safe from any thread, and throws {@link IOException} with the call, its subject and the
 * error's name when the kernel reports one: no return code is dropped. Semantics: the man pages of
 * section 2.
 */
@SuppressWarnings("restricted") // the one place that links native code
public final class LibC {
  /** {@code O_DIRECT}: bypass the page cache. The value depends on the architecture. */
  static final int O_DIRECT = System.getProperty("os.arch").equals("aarch64") ? 0x10000 : 0x4000;

  static final int O_RDONLY = 0;
  static final int O_RDWR = 2;
  static final int O_CREAT = 0x40;
  static final int O_EXCL = 0x80;
  static final int O_DSYNC = 0x1000;
  static final int O_CLOEXEC = 0x80000;
  static final int MS_SYNC = 4;

  private static final int EINTR = 4;
  private static final int ENOSPC = 28;
  private static final int EDQUOT = 122;

  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERRNO =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final ThreadLocal<MemorySegment> CALL_STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE));

  private static final MethodHandle OPEN =
      link("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT), 2);
  private static final MethodHandle CLOSE = link("close", of(JAVA_INT));
  private static final MethodHandle PWRITE =
      link("pwrite64", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle PREAD =
      link("pread64", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle FDATASYNC = link("fdatasync", of(JAVA_INT));
  private static final MethodHandle FSYNC = link("fsync", of(JAVA_INT));
  private static final MethodHandle FTRUNCATE = link("ftruncate64", of(JAVA_INT, JAVA_LONG));
  private static final MethodHandle FALLOCATE =
      link("fallocate64", of(JAVA_INT, JAVA_INT, JAVA_LONG, JAVA_LONG));
  private static final MethodHandle LSEEK =
      link("lseek64", FunctionDescriptor.of(JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT));
  private static final MethodHandle MSYNC = link("msync", of(JAVA_LONG, JAVA_LONG, JAVA_INT));
  private static final MethodHandle STRERROR =
      Linker.nativeLinker()
          .downcallHandle(symbol("strerror"), FunctionDescriptor.of(ADDRESS, JAVA_INT));

  private LibC() {}

  /** Opens {@code path}; created files get mode 0644. */
  static int open(String path, int flags) throws IOException {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment state = CALL_STATE.get();
      int fd = (int) OPEN.invokeExact(state, arena.allocateFrom(path), flags | O_CLOEXEC, 0644);
      if (fd < 0) {
        throw failure("open", path, errno(state));
      }
      return fd;
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  static void close(int fd, String path) throws IOException {
    try {
      check((int) CLOSE.invokeExact(CALL_STATE.get(), fd), "close", path);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /** Writes all {@code length} bytes at native {@code address} to {@code offset}. */
  static void pwrite(int fd, long address, long length, long offset, String path)
      throws IOException {
    long done = 0;
    while (done < length) {
      long n = pwriteSome(fd, address + done, length - done, offset + done);
      if (n == 0) {
        throw new IOException("pwrite " + path + ": wrote nothing of bytes=" + (length - done));
      }
      if (n < 0 && errno(CALL_STATE.get()) != EINTR) {
        throw failure("pwrite", path, errno(CALL_STATE.get()));
      }
      done += Math.max(0, n);
    }
  }

  /** Reads up to {@code length} bytes; fewer only at the end of the file. */
  static long pread(int fd, long address, long length, long offset, String path)
      throws IOException {
    long done = 0;
    while (done < length) {
      long n = preadSome(fd, address + done, length - done, offset + done);
      if (n == 0) {
        break;
      }
      if (n < 0 && errno(CALL_STATE.get()) != EINTR) {
        throw failure("pread", path, errno(CALL_STATE.get()));
      }
      done += Math.max(0, n);
    }
    return done;
  }

  static void fdatasync(int fd, String path) throws IOException {
    try {
      check((int) FDATASYNC.invokeExact(CALL_STATE.get(), fd), "fdatasync", path);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  static void fsync(int fd, String path) throws IOException {
    try {
      check((int) FSYNC.invokeExact(CALL_STATE.get(), fd), "fsync", path);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  static void ftruncate(int fd, long sizeBytes, String path) throws IOException {
    try {
      check((int) FTRUNCATE.invokeExact(CALL_STATE.get(), fd, sizeBytes), "ftruncate", path);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /** Reserves blocks (unwritten extents); mode 0, so the size grows too. */
  static void fallocate(int fd, long offset, long length, String path) throws IOException {
    try {
      check(
          (int) FALLOCATE.invokeExact(CALL_STATE.get(), fd, 0, offset, length), "fallocate", path);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  static long size(int fd, String path) throws IOException {
    try {
      long size = (long) LSEEK.invokeExact(CALL_STATE.get(), fd, 0L, 2);
      if (size < 0) {
        throw failure("lseek", path, errno(CALL_STATE.get()));
      }
      return size;
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  /** Flushes the pages of a mapping; {@code address} is page-aligned. */
  static void msync(long address, long length, String path) throws IOException {
    try {
      check((int) MSYNC.invokeExact(CALL_STATE.get(), address, length, MS_SYNC), "msync", path);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  // Each handle is invoked where it is a constant: else its call is not compiled, and allocates.

  private static long pwriteSome(int fd, long address, long length, long offset)
      throws IOException {
    try {
      return (long) PWRITE.invokeExact(CALL_STATE.get(), fd, address, length, offset);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  private static long preadSome(int fd, long address, long length, long offset) throws IOException {
    try {
      return (long) PREAD.invokeExact(CALL_STATE.get(), fd, address, length, offset);
    } catch (Throwable t) {
      throw rethrown(t);
    }
  }

  private static void check(int result, String call, String path) throws IOException {
    if (result != 0) {
      throw failure(call, path, errno(CALL_STATE.get()));
    }
  }

  private static int errno(MemorySegment state) {
    return (int) ERRNO.get(state, 0L);
  }

  private static IOException failure(String call, String path, int errno) {
    String message = call + " " + path + ": " + describe(errno);
    return switch (errno) {
      case ENOSPC, EDQUOT -> new NoSpaceException(message);
      case 2 -> new java.nio.file.NoSuchFileException(path, null, describe(errno));
      case 17 -> new java.nio.file.FileAlreadyExistsException(path, null, describe(errno));
      case 13, 30 -> new java.nio.file.AccessDeniedException(path, null, describe(errno));
      case 22 -> new InvalidArgumentException(message);
      default -> new IOException(message);
    };
  }

  private static String describe(int errno) {
    try {
      MemorySegment text = (MemorySegment) STRERROR.invokeExact(errno);
      return text.reinterpret(256).getString(0) + " (errno=" + errno + ")";
    } catch (Throwable t) {
      return "errno=" + errno;
    }
  }

  private static FunctionDescriptor of(ValueLayout... arguments) {
    return FunctionDescriptor.of(JAVA_INT, arguments);
  }

  private static MemorySegment symbol(String name) {
    SymbolLookup lookup = Linker.nativeLinker().defaultLookup();
    return lookup
        .find(name)
        .or(() -> lookup.find(name.replace("64", ""))) // musl has no large-file twins
        .orElseThrow(() -> new UnsupportedOperationException("the C library has no " + name));
  }

  private static MethodHandle link(String name, FunctionDescriptor descriptor) {
    return Linker.nativeLinker()
        .downcallHandle(symbol(name), descriptor, Linker.Option.captureCallState("errno"));
  }

  private static MethodHandle link(String name, FunctionDescriptor descriptor, int fixedArguments) {
    return Linker.nativeLinker()
        .downcallHandle(
            symbol(name),
            descriptor,
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(fixedArguments));
  }

  private static IOException rethrown(Throwable t) {
    return switch (t) {
      case IOException e -> e;
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      default -> new IOException(t);
    };
  }
}
