package dev.vivarium.sandbox.egress;

import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** URLs out of configurations. */
final class Urls {

    private Urls() {}

    /**
     * An HTTP URL that leads somewhere; empty for everything else that a configuration may hold there. Maven names 0.0.0.0 as
     * the mirror of what it blocks.
     */
    static Optional<URI> parse(String text) {
        try {
            return Optional.of(URI.create(text.strip()))
                    .filter(url -> Target.of(url).filter(Urls::leadsSomewhere).isPresent());
        } catch (IllegalArgumentException other) {
            return Optional.empty();
        }
    }

    private static boolean leadsSomewhere(Target target) {
        return target.literal().filter(InetAddress::isAnyLocalAddress).isEmpty();
    }

    static Stream<URI> words(String text) {
        return Stream.of(text.split("[\\s,|]+")).flatMap(word -> parse(word).stream());
    }

    /** The same without user and password, which belong to the machine and not into a sandbox or a log. */
    static String withoutSecrets(String url) {
        return url.replaceAll("(?<=://)[^/@\\s,|]*@", "");
    }
}
