package dev.vivarium.sandbox.oci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** The files of a sandbox's {@code /etc} that are the same in each. */
final class EtcFiles {

    private static final Map<String, String> FILES = Map.of(
            "passwd", """
                    root:x:0:0:root:/:/usr/sbin/nologin
                    dev:x:1000:1000:dev:/home/dev:/bin/bash
                    nobody:x:65534:65534:nobody:/:/usr/sbin/nologin
                    """,
            "group", """
                    root:x:0:
                    tty:x:5:
                    dev:x:1000:
                    nogroup:x:65534:
                    """,
            "hosts", "",
            "resolv.conf", """
                    # Names are resolved by the egress proxy alone.
                    nameserver 127.0.0.1
                    options timeout:1 attempts:1
                    """,
            // Without "dns" a name that is not in the hosts file is unknown at once.
            "nsswitch.conf", """
                    passwd: files
                    group: files
                    hosts: files
                    services: files
                    protocols: files
                    """,
            "gitconfig", """
                    [safe]
                        directory = *
                    [init]
                        defaultBranch = main
                    """,
            "profile", """
                    [ -r /etc/bash.bashrc ] && [ -n "$BASH_VERSION" ] && . /etc/bash.bashrc
                    """,
            "bash.bashrc", """
                    [ -z "$PS1" ] && return
                    shopt -s checkwinsize
                    PS1='\\[\\e[32m\\]\\w\\[\\e[0m\\] $ '
                    alias ls='ls --color=auto'
                    alias grep='grep --color=auto'
                    """);

    private EtcFiles() {}

    static void write(Path etc) throws IOException {
        for (var file : FILES.entrySet()) {
            Files.writeString(etc.resolve(file.getKey()), file.getValue());
        }
    }

    /** Vite does not start, and Java takes seconds, where the host's own name or localhost cannot be resolved. */
    static String hosts(String hostname) {
        return """
                127.0.0.1 localhost
                ::1 localhost ip6-localhost
                127.0.0.1 %s
                """.formatted(hostname);
    }
}
