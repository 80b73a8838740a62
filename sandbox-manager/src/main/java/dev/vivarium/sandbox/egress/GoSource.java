package dev.vivarium.sandbox.egress;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;

/** Go's module proxies and its checksum database. */
final class GoSource implements RegistrySource {

    @Override
    public String tool() {
        return "Go";
    }

    @Override
    public Found ask() {
        var answer = Command.of("go", "env", "GOPROXY", "GOSUMDB").run();
        var lines = answer.output().lines().toList();
        if (!answer.succeeded() || lines.size() < 2) {
            return Found.NOTHING;
        }
        var urls = new ArrayList<URI>(Urls.words(lines.get(0)).toList());
        Urls.parse(database(lines.get(1))).ifPresent(urls::add);
        var environment = new HashMap<String, String>();
        environment.put("GOPROXY", Urls.withoutSecrets(lines.get(0)));
        environment.put("GOSUMDB", lines.get(1));
        return new Found(urls, environment);
    }

    /** {@code name}, {@code name+key} or {@code name+key url}, see go help module-auth. */
    private static String database(String setting) {
        int space = setting.indexOf(' ');
        return space >= 0 ? setting.substring(space + 1) : "https://" + setting.split("\\+", 2)[0];
    }
}
