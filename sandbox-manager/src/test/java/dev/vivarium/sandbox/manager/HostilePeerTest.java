package dev.vivarium.sandbox.manager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vivarium.sandbox.client.ManagerClient;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostilePeerTest {

    private static final int SOMEBODY = 54321;

    @TempDir
    Path folder;

    private Path socket;
    private RunningManager manager;

    @BeforeEach
    void start() throws IOException {
        socket = folder.resolve("manager.sock");
        manager = RunningManager.start(socket);
    }

    @AfterEach
    void theManagerIsUnharmed() throws Exception {
        try (var client = new ManagerClient(socket)) {
            assertThat(client.info().name()).isEqualTo("memory");
        } finally {
            manager.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "garbage",
                "[]",
                "null",
                "{}",
                "{\"verb\":\"mount\"}",
                "{\"verb\":\"info\"} trailing",
                "{\"verb\":\"usage\"}",
                "{\"verb\":\"usage\",\"id\":null}",
                "{\"verb\":\"usage\",\"id\":\"../etc\"}",
                "{\"verb\":\"usage\",\"id\":\"box\",\"path\":\"/etc\"}",
                "{\"verb\":\"usage\",\"id\":\"box\",\"id\":\"other\"}",
                "{\"verb\":\"resize\",\"id\":\"run\",\"size\":{\"columns\":0,\"rows\":1}}",
                "{\"verb\":\"attach\",\"id\":\"run\",\"since\":\"x\"}"
            })
    void aMessageThatIsNoRequestIsAnsweredAndTheConnectionClosed(String message) throws IOException {
        assertThat(exchange(framed(message))).contains("Malformed request");
    }

    @Test
    void deeplyNestedJsonIsRefused() throws IOException {
        assertThat(exchange(framed("[".repeat(100_000)))).contains("Malformed request");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, (2 << 20) + 1})
    void aLengthBeyondAllRequestsIsRefusedBeforeItIsRead(int length) throws IOException {
        assertThat(exchange(ByteBuffer.allocate(8).putInt(length).putInt(0).flip()))
                .contains("is beyond");
    }

    @Test
    void halfARequestIsNotWaitedFor() throws IOException {
        var half = framed("{\"verb\":\"info\"}");
        assertThat(exchange(half.limit(half.limit() - 1))).isEmpty();
    }

    @Test
    void aPeerThatHangsUpAtOnceHarmsNobody() throws IOException {
        for (int i = 0; i < 200; i++) {
            connect().close();
        }
    }

    @Test
    void connectionsAreBounded() throws IOException {
        var held = new ArrayList<SocketChannel>();
        try {
            String answer = "";
            while (answer.isEmpty() && held.size() <= ManagerServer.CONNECTIONS) {
                held.add(connect());
                if (held.size() > ManagerServer.CONNECTIONS) {
                    answer = readAll(held.getLast());
                }
            }
            assertThat(answer).contains("UNAVAILABLE");
        } finally {
            for (var each : held) {
                each.close();
            }
        }
    }

    @Test
    void onlyRootAndTheServiceAccountMaySpeak() throws Exception {
        assumeThat(Self.uid()).as("root, to become somebody else").isZero();
        var open = Files.createTempDirectory("peers");
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        var path = open.resolve("manager.sock");
        try (var _ = RunningManager.startFor(path, 0, SOMEBODY)) {
            Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
            assertThat(askAs(SOMEBODY, path)).contains("\"answer\":\"ok\"");
            assertThat(askAs(SOMEBODY + 1, path)).isEmpty();
        } finally {
            Files.delete(open);
        }
    }

    @Test
    void theSocketIsForItsGroupAlone() throws IOException {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
                .isEqualTo("rw-rw----");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwxr-x--x");
    }

    /** Another process, for the kernel vouches for the uid that a process had when it connected. */
    private static String askAs(int uid, Path socket) throws Exception {
        var script = """
                import socket, struct, sys
                s = socket.socket(socket.AF_UNIX); s.settimeout(5); s.connect(sys.argv[1])
                m = b'{"verb":"info"}'
                try:
                    s.sendall(struct.pack(">I", len(m)) + m)
                    sys.stdout.write(s.recv(65536)[4:].decode())
                except OSError: pass
                """;
        var id = Integer.toString(uid);
        var process = new ProcessBuilder(List.of(
                        "setpriv",
                        "--reuid",
                        id,
                        "--regid",
                        id,
                        "--clear-groups",
                        "/usr/bin/python3",
                        "-c",
                        script,
                        socket.toString()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isZero();
        return output;
    }

    private String exchange(ByteBuffer bytes) throws IOException {
        try (var peer = connect()) {
            while (bytes.hasRemaining()) {
                peer.write(bytes);
            }
            return readAll(peer);
        }
    }

    private SocketChannel connect() throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket));
    }

    private static ByteBuffer framed(String message) {
        var bytes = message.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(4 + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip();
    }

    private static String readAll(SocketChannel peer) throws IOException {
        var all = new ByteArrayOutputStream();
        var buffer = ByteBuffer.allocate(8192);
        try {
            while (peer.read(buffer.clear()) >= 0) {
                all.write(buffer.array(), 0, buffer.position());
            }
        } catch (IOException reset) {
            return all.toString(StandardCharsets.UTF_8);
        }
        return all.toString(StandardCharsets.UTF_8);
    }
}
