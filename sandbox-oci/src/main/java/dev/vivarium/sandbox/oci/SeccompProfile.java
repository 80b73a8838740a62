package dev.vivarium.sandbox.oci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The system calls of a sandbox, as {@code linux.seccomp} of the OCI runtime specification: what is not allowed is refused. */
final class SeccompProfile {

    private static final int EPERM = 1;
    private static final int ENOSYS = 38;

    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET; {@code clone(2)}. */
    private static final long NEW_NAMESPACES = 0x7E020000L;

    private static final long INT = 0xFFFFFFFFL;
    private static final int TIOCSTI = 0x5412;

    private static final long AF_UNIX = 1;
    private static final long AF_INET = 2;
    private static final long AF_INET6 = 10;
    private static final long AF_NETLINK = 16;
    private static final long NETLINK_ROUTE = 0;

    private static final long MODE_TYPE = 0170000;
    private static final long MODE_FIFO = 0010000;
    private static final long MODE_REGULAR = 0100000;

    private SeccompProfile() {}

    static Map<String, Object> create() {
        return Map.of(
                "defaultAction",
                "SCMP_ACT_ERRNO",
                "defaultErrnoRet",
                EPERM,
                "architectures",
                List.of(System.getProperty("os.arch").equals("aarch64") ? "SCMP_ARCH_AARCH64" : "SCMP_ARCH_X86_64"),
                "syscalls",
                rules());
    }

    private static List<Map<String, Object>> rules() {
        var rules = new ArrayList<Map<String, Object>>();
        rules.add(Map.of("names", unconditional(), "action", "SCMP_ACT_ALLOW"));
        // Told "no such call" a libc falls back to what a filter can look into; told "not permitted" it gives up.
        rules.add(Map.of(
                "names",
                List.of("clone3", "io_uring_setup", "io_uring_enter", "io_uring_register"),
                "action",
                "SCMP_ACT_ERRNO",
                "errnoRet",
                ENOSYS));
        rules.add(allow("clone", masked(0, NEW_NAMESPACES, 0)));
        for (long persona : new long[] {0, 0x8, 0x20000, 0x20008, INT}) {
            rules.add(allow("personality", equal(0, persona)));
        }
        for (long family : new long[] {AF_UNIX, AF_INET, AF_INET6}) {
            rules.add(allow("socket", masked(0, INT, family)));
        }
        rules.add(allow("socket", masked(0, INT, AF_NETLINK), masked(2, INT, NETLINK_ROUTE)));
        rules.add(allow("socketpair", masked(0, INT, AF_UNIX)));
        rules.add(allow("mknod", masked(1, MODE_TYPE, MODE_FIFO)));
        rules.add(allow("mknod", masked(1, MODE_TYPE, MODE_REGULAR)));
        rules.add(allow("mknodat", masked(2, MODE_TYPE, MODE_FIFO)));
        rules.add(allow("mknodat", masked(2, MODE_TYPE, MODE_REGULAR)));
        rules.addAll(allowAllBut("ioctl", 1, TIOCSTI));
        return rules;
    }

    // The kernel looks at the lower 32 bits alone, so a plain "not equal" is passed by setting an upper one. Numbers
    // differ exactly if one of their bits does.
    private static List<Map<String, Object>> allowAllBut(String name, int index, int value) {
        var rules = new ArrayList<Map<String, Object>>();
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            long mask = 1L << bit;
            rules.add(allow(name, masked(index, mask, ~value & mask)));
        }
        return rules;
    }

    @SafeVarargs
    private static Map<String, Object> allow(String name, Map<String, Object>... conditions) {
        return Map.of("names", List.of(name), "action", "SCMP_ACT_ALLOW", "args", List.of(conditions));
    }

    private static Map<String, Object> equal(int index, long value) {
        return Map.of("index", index, "value", value, "op", "SCMP_CMP_EQ");
    }

    private static Map<String, Object> masked(int index, long mask, long value) {
        return Map.of("index", index, "value", mask, "valueTwo", value, "op", "SCMP_CMP_MASKED_EQ");
    }

    private static List<String> unconditional() {
        try (var in = SeccompProfile.class.getResourceAsStream("syscalls.txt")) {
            if (in == null) {
                throw new IllegalStateException("syscalls.txt is missing");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .flatMap(line -> Arrays.stream(line.split(" ")))
                    .filter(name -> !name.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
