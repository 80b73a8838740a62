package dev.vivarium.sandbox.oci;

import dev.vivarium.sandbox.Egress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;

/** Ports on which a network namespace listens, from {@code /proc/<pid>/net/tcp} and {@code tcp6}; {@code proc(5)}. */
final class ListeningPorts {

    private static final String LISTEN = "0A";

    private ListeningPorts() {}

    static List<Integer> of(int pid) throws IOException {
        var ports = new TreeSet<Integer>();
        for (var table : List.of("tcp", "tcp6")) {
            var file = Path.of("/proc", Integer.toString(pid), "net", table);
            if (Files.exists(file)) {
                Files.readAllLines(file).stream().skip(1).forEach(line -> add(line, ports));
            }
        }
        ports.remove(Egress.PORT);
        return List.copyOf(ports);
    }

    // "  0: 0100007F:0BB8 00000000:0000 0A …": local address, remote address, state.
    private static void add(String line, TreeSet<Integer> ports) {
        var fields = line.strip().split("\\s+");
        if (fields.length > 3 && fields[3].equals(LISTEN)) {
            ports.add(Integer.parseInt(fields[1].substring(fields[1].lastIndexOf(':') + 1), 16));
        }
    }
}
