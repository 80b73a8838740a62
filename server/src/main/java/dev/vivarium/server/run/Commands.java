package dev.vivarium.server.run;

import java.util.List;

/** The argument vectors of actions. */
final class Commands {

    /**
     * {@code npm ci}, and where npm calls the lock file out of sync {@code npm install}, said so. npm is silent without a terminal
     * unless it is told to log its requests: that is the progress a person sees.
     */
    private static final String NPM_CI = """
            set -o pipefail
            export npm_config_loglevel="${npm_config_loglevel:-http}"
            said=$(mktemp)
            npm ci 2>&1 | tee "$said"
            status=$?
            if [ "$status" -ne 0 ] && grep -q 'EUSAGE' "$said"; then
              printf '\\nvivarium: package-lock.json does not match package.json; running npm install, which brings it up to date.\\n\\n'
              npm install 2>&1
              status=$?
            fi
            rm -f "$said"
            exit "$status"
            """;

    private Commands() {}

    static List<String> shell(String line) {
        return List.of("/bin/sh", "-c", line);
    }

    static List<String> install(String line) {
        return "npm ci".equals(line.strip()) ? List.of("/bin/bash", "-c", NPM_CI) : shell(line);
    }

    /** Leaves a log and an exit code for a run that cannot begin. */
    static List<String> refusal(String message, int exitCode) {
        return List.of("/bin/sh", "-c", "printf '%s\\n' \"$1\"; exit \"$2\"", "sh", message, String.valueOf(exitCode));
    }
}
