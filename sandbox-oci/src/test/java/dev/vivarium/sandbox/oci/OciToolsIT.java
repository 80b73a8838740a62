package dev.vivarium.sandbox.oci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.sandbox.ExecId;
import dev.vivarium.sandbox.ExecReader.Item;
import dev.vivarium.sandbox.ExecSpec;
import dev.vivarium.sandbox.NetworkMode;
import dev.vivarium.sandbox.Policy;
import dev.vivarium.sandbox.SandboxId;
import dev.vivarium.sandbox.SandboxSpec;
import dev.vivarium.sandbox.TerminalSize;
import dev.vivarium.sandbox.WorkspaceName;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The tools of this machine's stacks, under the default policy: what they need is allowed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OciToolsIT {

    private static final SandboxId ID = new SandboxId("tools");

    private OciEngineOnThisMachine subject;
    private int execs;

    @BeforeAll
    void open() throws Exception {
        subject = OciEngineOnThisMachine.open();
        var workspace = new WorkspaceName("tools");
        subject.newWorkspace(workspace);
        subject.engine().create(new SandboxSpec(ID, workspace, "node", Policy.DEFAULT, Map.of()));
    }

    @AfterAll
    void close() throws Exception {
        subject.close();
    }

    private String output(String script) throws Exception {
        return output(script, Optional.empty());
    }

    private String output(String script, Optional<TerminalSize> terminal) throws Exception {
        var exec = subject.engine()
                .exec(
                        ID,
                        new ExecSpec(
                                new ExecId("tool-" + execs++),
                                List.of("bash", "-c", script),
                                Map.of(),
                                terminal,
                                NetworkMode.NONE,
                                Optional.empty()));
        var bytes = new ByteArrayOutputStream();
        try (var reader = exec.attach(0)) {
            while (reader.read() instanceof Item.Bytes some) {
                bytes.writeBytes(some.bytes());
            }
        }
        var end = exec.exited().toCompletableFuture().get(1, TimeUnit.MINUTES);
        assertThat(end.exitCode()).as(bytes.toString()).isZero();
        return bytes.toString().strip();
    }

    @Test
    void nodeRunsWorkersChildrenAndServers() throws Exception {
        assertThat(output("""
                        node -e "
                        const { Worker } = require('worker_threads');
                        const { execSync } = require('child_process');
                        new Worker('console.log(1)', { eval: true }).on('exit', () => {
                          console.log(execSync('echo 2').toString().trim());
                          const s = require('http').createServer((q, r) => r.end('3')).listen(0, 'localhost', async () => {
                            console.log(await (await fetch('http://localhost:' + s.address().port)).text());
                            process.exit(0);
                          });
                        })"
                        """)).isEqualTo("1\n2\n3");
    }

    @Test
    void npmHasItsCache() throws Exception {
        assertThat(
                        output(
                                "mkdir -p n && cd n && npm init -y >/dev/null && npm pkg get name && npm install --offline --no-audit --no-fund && npm run env | grep -c ^npm_"))
                .startsWith("\"n\"");
    }

    @Test
    void pipWorksInAnEnvironmentOfTheWorkspace() throws Exception {
        assertThat(output("python --version && pip --version && which python")).contains("/workspace/.venv/");
    }

    @Test
    void pythonRunsProcessesAndThreads() throws Exception {
        assertThat(output("""
                        python3 - <<'E'
                        import asyncio, multiprocessing, sqlite3, tempfile, concurrent.futures as f
                        if __name__ == '__main__':
                            print(multiprocessing.get_context('fork').Pool(2).map(abs, [-1, 2]))
                            print(list(f.ThreadPoolExecutor().map(abs, [-3])))
                            async def run():
                                p = await asyncio.create_subprocess_exec('echo', '4', stdout=asyncio.subprocess.PIPE)
                                return (await p.communicate())[0].strip()
                            print(asyncio.run(run()), sqlite3.connect('/workspace/db').execute('select 5').fetchone())
                        E
                        """)).isEqualTo("[1, 2]\n[3]\nb'4' (5,)");
    }

    @Test
    void javaRunsASourceFileWithinTheCeiling() throws Exception {
        assertThat(output("""
                        cat > Main.java <<'E'
                        void main() throws Exception {
                            IO.println(Runtime.version().feature());
                            IO.println(Runtime.getRuntime().maxMemory() <= 512L << 20);
                            IO.println(java.net.InetAddress.getLocalHost() != null);
                            IO.println(new String(new ProcessBuilder("echo", "x").start().getInputStream().readAllBytes()).strip());
                        }
                        E
                        java Main.java
                        """)).isEqualTo("25\ntrue\ntrue\nx");
    }

    @Test
    void gitCommits() throws Exception {
        assertThat(
                        output(
                                "mkdir -p g && cd g && git init -q && git config user.email a@b.c && git config user.name d && echo x > f && git add f && git commit -qm m && git log --format=%s"))
                .isEqualTo("m");
    }

    @Test
    void aShellInATerminalHasJobControl() throws Exception {
        assertThat(output(
                        "tty -s && set -m && sleep 0.1 & wait && ls --color=never / | tr '\\n' ' '; locale charmap; id -un",
                        Optional.of(TerminalSize.DEFAULT)))
                .contains("workspace")
                .contains("UTF-8")
                .endsWith("dev");
    }
}
