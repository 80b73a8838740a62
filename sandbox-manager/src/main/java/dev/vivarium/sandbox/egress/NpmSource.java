package dev.vivarium.sandbox.egress;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/** npm's registry and those of scopes, from its own merged configuration. */
final class NpmSource implements RegistrySource {

    @Override
    public String tool() {
        return "npm";
    }

    @Override
    public Found ask() {
        var urls = new ArrayList<URI>();
        var environment = new HashMap<String, String>();
        for (var entry : configuration().properties()) {
            var value = entry.getValue().asText();
            if (entry.getKey().equals("registry") || entry.getKey().endsWith(":registry")) {
                Urls.parse(value).ifPresent(url -> {
                    urls.add(url);
                    environment.put("npm_config_" + entry.getKey(), Urls.withoutSecrets(value));
                });
            }
        }
        return new Found(urls, environment);
    }

    /** Some registries keep tarballs elsewhere; npm's own package is in all of them. */
    @Override
    public List<URI> learn() {
        var answer = Command.of("npm", "view", "npm", "dist.tarball").run();
        return answer.succeeded() ? Urls.words(answer.output()).toList() : List.of();
    }

    private static JsonNode configuration() {
        var answer = Command.of("npm", "config", "list", "--long", "--json").run();
        var json = JsonMapper.builder().build();
        try {
            return answer.succeeded() ? json.readTree(answer.output()) : json.createObjectNode();
        } catch (JsonProcessingException other) {
            return json.createObjectNode();
        }
    }
}
