package dev.vivarium.sandbox.manager;

/** Makes each event of the platform's logger one line on standard error: when, how grave, who, what. */
final class LogFormat {

    private LogFormat() {}

    static void install() {
        if (System.getProperty("java.util.logging.SimpleFormatter.format") == null) {
            System.setProperty(
                    "java.util.logging.SimpleFormatter.format", "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s %5$s%6$s%n");
        }
    }
}
