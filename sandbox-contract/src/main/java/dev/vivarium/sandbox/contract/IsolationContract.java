package dev.vivarium.sandbox.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a sandbox cannot see, reach or become. */
public interface IsolationContract {

    EngineUnderTest subject();

    String PRIVILEGES = "id -u; grep -E '^(CapInh|CapPrm|CapEff|CapBnd|CapAmb|NoNewPrivs|Seccomp):' /proc/self/status";

    @Test
    default void processesOnPipesHaveNoPrivileges() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            assertUnprivileged(sandbox.run(PRIVILEGES).text());
        }
    }

    @Test
    default void processesInTerminalsHaveNoPrivileges() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            assertUnprivileged(sandbox.runInTerminal(PRIVILEGES).text());
        }
    }

    private static void assertUnprivileged(String output) {
        var lines = output.lines().map(String::strip).toList();
        assertThat(lines.getFirst()).isEqualTo("1000");
        assertThat(lines).contains("NoNewPrivs:\t1", "Seccomp:\t2");
        assertThat(lines.stream().filter(line -> line.startsWith("Cap")))
                .hasSize(5)
                .allMatch(line -> line.endsWith("\t0000000000000000"));
    }

    @Test
    default void processesBelongToNobodyOnTheHost() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            sandbox.start("exec sleep 71.25");
            sandbox.open("exec sleep 71.75");
            for (var marker : List.of("sleep 71.25", "sleep 71.75")) {
                int uid = HostView.uid(HostView.process(marker));
                assertThat(uid).isGreaterThan(65535).isNotEqualTo(subject().serviceUid());
                assertThat(HostView.hasAccount(uid)).isFalse();
            }
        }
    }

    @Test
    default void everyProcessIsUnderTheSandboxesLimits() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            sandbox.start("exec sleep 72.25");
            sandbox.open("exec sleep 72.75");
            for (var marker : List.of("sleep 72.25", "sleep 72.75")) {
                var process = HostView.process(marker);
                assertThat(Files.readAllLines(process.resolve("cgroup")))
                        .filteredOn(
                                line -> line.contains(":memory:") || line.contains(":pids:") || line.contains(":cpu"))
                        .allMatch(line -> line.contains(sandbox.id().value()));
            }
        }
    }

    @Test
    default void rootIsReadOnly() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            for (var folder : List.of("/", "/usr", "/usr/bin", "/etc", "/proc/sys/kernel", "/opt", "/var")) {
                assertThat(sandbox.run("touch " + folder + "/x").status().exitCode())
                        .as(folder)
                        .isNotZero();
            }
            // Not only by the files' owners: the mounts themselves take no write.
            assertThat(sandbox.output("awk '$5 == \"/\" || $5 == \"/usr\" { print $6 }' /proc/self/mountinfo")
                            .lines())
                    .hasSize(2)
                    .allMatch(options -> options.startsWith("ro,"));
            assertThat(sandbox.output("touch /workspace/x /tmp/x $HOME/x && echo yes"))
                    .isEqualTo("yes");
        }
    }

    @Test
    default void nothingOfTheHostsProcessesIsSeen() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            var processes = sandbox.output("ls -d /proc/[0-9]* | wc -l");
            assertThat(Integer.parseInt(processes)).isLessThan(8);
            assertThat(sandbox.output("stat -c %u /proc/[0-9]* | sort -u")).isEqualTo("1000");
        }
    }

    @Test
    default void noAddressOutsideIsReached() throws Exception {
        var probe = """
                python3 - <<'PROBE'
                import socket
                def reach(family, address):
                    try:
                        with socket.socket(family, socket.SOCK_STREAM) as s:
                            s.settimeout(2)
                            s.connect((address, 443))
                            return 'reached'
                    except OSError as e:
                        return 'no'
                print(reach(socket.AF_INET, '1.1.1.1'), reach(socket.AF_INET6, '2606:4700:4700::1111'))
                try:
                    print(socket.getaddrinfo('example.com', 443))
                except OSError:
                    print('unknown')
                u = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                try:
                    u.sendto(b'x', ('1.1.1.1', 53)); print('sent')
                except OSError:
                    print('no')
                PROBE
                ls /sys/class/net 2>/dev/null; grep -v -E 'Inter|face|lo:' /proc/net/dev
                true
                """;
        try (var sandbox = TestSandbox.create(subject())) {
            assertThat(sandbox.output(probe).lines()).containsExactly("no no", "unknown", "no");
        }
    }

    @Test
    default void loopbackWorksForBothFamilies() throws Exception {
        var probe = """
                python3 - <<'PROBE'
                import socket
                for family, address in ((socket.AF_INET, '127.0.0.1'), (socket.AF_INET6, '::1')):
                    s = socket.create_server((address, 0), family=family)
                    socket.create_connection(s.getsockname()[:2]).close()
                print(socket.gethostbyname('localhost'), bool(socket.gethostbyname(socket.gethostname())))
                PROBE
                """;
        try (var sandbox = TestSandbox.create(subject())) {
            assertThat(sandbox.output(probe)).isEqualTo("127.0.0.1 True");
        }
    }

    @Test
    default void dangerousSystemCallsAreRefused() throws Exception {
        var probe = """
                python3 - <<'PROBE'
                import ctypes, socket, os, errno
                libc = ctypes.CDLL(None, use_errno=True)
                def call(name, *args):
                    ctypes.set_errno(0)
                    r = getattr(libc, name)(*args)
                    return 'refused' if r == -1 else 'allowed'
                print('unshare', call('unshare', 0x10000000))
                print('mount', call('mount', b'none', b'/tmp', b'tmpfs', 0, None))
                print('ptrace', call('ptrace', 0, 0, 0, 0))
                print('clone', call('syscall', 56, 0x10000000 | 17, 0, 0, 0, 0))
                print('setns', call('setns', 3, 0))
                print('chroot', call('chroot', b'/'))
                print('keyctl', call('syscall', 250, 0, -3, 1))
                print('bpf', call('syscall', 321, 0, 0, 0))
                print('perf', call('syscall', 298, 0, 0, 0, 0, 0))
                print('userfaultfd', call('syscall', 323, 0))
                print('io_uring', call('syscall', 425, 1, 0))
                print('tiocsti', call('ioctl', 0, 0x5412, b'x'))
                print('tiocsti64', call('ioctl', 0, ctypes.c_ulong(0x100005412), b'x'))
                def sock(*a):
                    try:
                        socket.socket(*a).close(); return 'allowed'
                    except OSError: return 'refused'
                print('packet', sock(17, 3, 0))
                print('alg', sock(38, 5, 0))
                print('vsock', sock(40, 1, 0))
                print('raw', sock(2, 3, 1))
                print('audit', sock(16, 3, 9))
                try:
                    os.mknod('/workspace/null', 0o020666, os.makedev(1, 3)); print('mknod allowed')
                except OSError: print('mknod refused')
                print('inet', sock(2, 1, 0), 'unix', sock(1, 1, 0), 'route', sock(16, 3, 0))
                os.mkfifo('/workspace/fifo')
                import threading; t = threading.Thread(target=print, args=('thread',)); t.start(); t.join()
                PROBE
                """;
        try (var sandbox = TestSandbox.create(subject())) {
            var lines = sandbox.output(probe).lines().toList();
            assertThat(lines.subList(0, lines.size() - 2)).hasSize(19).allMatch(line -> line.endsWith("refused"));
            assertThat(lines).endsWith("inet allowed unix allowed route allowed", "thread");
        }
    }

    @Test
    default void theHostsDevicesKeepTheirOwner() throws Exception {
        var owner = Files.getAttribute(Path.of("/dev/null"), "unix:uid");
        try (var sandbox = TestSandbox.create(subject())) {
            sandbox.run("true");
            sandbox.runInTerminal("true");
            assertThat(sandbox.run("chmod 600 /dev/null").status().exitCode()).isNotZero();
            assertThat(Files.getAttribute(Path.of("/dev/null"), "unix:uid")).isEqualTo(owner);
        }
    }

    @Test
    default void oneSandboxSeesNothingOfAnother() throws Exception {
        try (var one = TestSandbox.create(subject());
                var other = TestSandbox.create(subject())) {
            one.run("echo secret > /tmp/secret; echo secret > /workspace/secret; echo secret > $HOME/secret");
            one.start("exec sleep 73.5");
            HostView.process("sleep 73.5");
            assertThat(
                            other.output(
                                    "cat /tmp/secret /workspace/secret $HOME/secret 2>/dev/null; ps aux | grep -c '[s]leep 73.5'; true"))
                    .isEqualTo("0");
        }
    }

    @Test
    default void workspaceFilesBelongToTheServiceAccountOnDisk() throws Exception {
        try (var sandbox = TestSandbox.create(subject())) {
            sandbox.output("mkdir -m 700 /workspace/d && echo x > /workspace/d/f && chmod 600 /workspace/d/f");
            var file = sandbox.workspace().resolve("d/f");
            assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(subject().serviceUid());
            var written = Files.writeString(sandbox.workspace().resolve("from-outside"), "hello");
            Files.setAttribute(written, "unix:uid", subject().serviceUid());
            Files.setAttribute(written, "unix:gid", subject().serviceUid());
            assertThat(
                            sandbox.output(
                                    "stat -c %u /workspace/from-outside; echo more >> /workspace/from-outside; cat /workspace/from-outside"))
                    .isEqualTo("1000\nhellomore");
        }
    }
}
