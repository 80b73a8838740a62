package dev.vivarium.sandbox.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.Cause;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecStatus;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class OciEngineRestartIT {

    @Test
    void survivorsOfALostHolderAreEndedAndTheirLogsKept() throws Exception {
        try (var subject = OciEngineOnThisMachine.prepare()) {
            subject.newWorkspace(HolderToBeKilled.WORKSPACE);
            var holder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            System.getProperty("java.class.path"),
                            HolderToBeKilled.class.getName(),
                            subject.instance())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(holder.inputReader().readLine()).isEqualTo("holds");
            holder.destroyForcibly().waitFor();
            assertThat(subject.traces(HolderToBeKilled.SANDBOX)).isNotEmpty();

            subject.start();

            assertThat(subject.engine().list()).isEmpty();
            assertThat(subject.traces(HolderToBeKilled.SANDBOX)).isEmpty();
            var lost = subject.engine().find(HolderToBeKilled.EXEC).orElseThrow();
            assertThat(lost.status()).isInstanceOfSatisfying(ExecStatus.Exited.class, end -> assertThat(end.cause())
                    .contains(Cause.ENGINE_LOST));
            try (var reader = lost.attach(0)) {
                assertThat(new String(((Item.Bytes) reader.read()).bytes())).isEqualTo("said\n");
            }
        }
    }
}
