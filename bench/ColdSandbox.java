import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.WorkspaceName;
import dev.vivarium.sandbox.client.ManagerClient;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Prints, one line per round, the microseconds from asking a manager for a fresh sandbox to the first byte of a process in it, and how
 * many of these went by until the sandbox was there. Arguments: socket, workspace, stack, rounds to warm up, rounds.
 */
final class ColdSandbox {

    public static void main(String... arguments) throws Exception {
        int warmUp = Integer.parseInt(arguments[3]);
        int rounds = Integer.parseInt(arguments[4]);
        try (var client = new ManagerClient(Path.of(arguments[0]))) {
            for (int i = -warmUp; i < rounds; i++) {
                var spec = new SandboxSpec(
                        new SandboxId("bench-" + (i + warmUp)), new WorkspaceName(arguments[1]), arguments[2], Policy.DEFAULT, Map.of());
                var times = round(client, spec);
                if (i >= 0) {
                    System.out.println(times);
                }
            }
        }
    }

    private static String round(ManagerClient client, SandboxSpec spec) throws Exception {
        long begin = System.nanoTime();
        client.create(spec);
        long created = System.nanoTime();
        try {
            var exec = client.exec(spec.id(), new ExecSpec(
                    new ExecId(spec.id().value()), List.of("/bin/echo", "word"), Map.of(), Optional.empty(), NetworkMode.NONE, Optional.empty()));
            try (var reader = exec.attach(0)) {
                var first = reader.read();
                long output = System.nanoTime();
                if (!(first instanceof Item.Bytes)) {
                    throw new IllegalStateException("no output, but " + first);
                }
                return (output - begin) / 1000 + " " + (created - begin) / 1000;
            } finally {
                exec.forget();
            }
        } finally {
            client.stop(spec.id(), Cause.STOPPED_BY_OPERATOR);
        }
    }
}
