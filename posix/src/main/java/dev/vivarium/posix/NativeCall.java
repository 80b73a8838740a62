package dev.vivarium.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * A function of the C library that reports failure by a negative result and {@code errno}. Handles are made once and kept in
 * static final fields, where the JIT folds them.
 */
final class NativeCall {

    private static final StructLayout CAPTURE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CAPTURE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private NativeCall() {}

    /** @param variadicFrom index of the first variadic argument, or -1 */
    static MethodHandle of(String name, int variadicFrom, ValueLayout result, ValueLayout... arguments) {
        var linker = Linker.nativeLinker();
        var address = linker.defaultLookup().findOrThrow(name);
        var descriptor = FunctionDescriptor.of(result, arguments);
        var capture = Linker.Option.captureCallState("errno");
        return variadicFrom < 0
                ? linker.downcallHandle(address, descriptor, capture)
                : linker.downcallHandle(address, descriptor, capture, Linker.Option.firstVariadicArg(variadicFrom));
    }

    /** A segment for {@code errno}, for loops that make many calls and look at their results themselves. */
    static MemorySegment allocateCapture(Arena arena) {
        return arena.allocate(CAPTURE);
    }

    /** A call whose first argument is the segment in which {@code errno} is to be captured. */
    @FunctionalInterface
    interface Body {
        long call(Arena arena, MemorySegment capture) throws Throwable;
    }

    /** Room for {@code errno}, for a call made without {@link #run}. */
    static MemorySegment capture(Arena arena) {
        return arena.allocate(CAPTURE);
    }

    /** Runs the call, again when a signal interrupted it, and turns a negative result into an exception. */
    static long run(String name, Body body) throws PosixException {
        try (var arena = Arena.ofConfined()) {
            var capture = arena.allocate(CAPTURE);
            while (true) {
                long result = body.call(arena, capture);
                if (result >= 0) {
                    return result;
                }
                int errno = (int) ERRNO.get(capture, 0L);
                if (errno != Errno.EINTR) {
                    throw new PosixException(name, errno);
                }
            }
        } catch (PosixException | Error | RuntimeException expected) {
            throw expected;
        } catch (Throwable impossible) {
            throw new AssertionError(name, impossible);
        }
    }
}
