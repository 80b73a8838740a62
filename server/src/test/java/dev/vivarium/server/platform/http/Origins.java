package dev.vivarium.server.platform.http;

import io.smallrye.config.SmallRyeConfigBuilder;

/** Addresses of an installation. */
public final class Origins {

    private Origins() {}

    public static Addresses local(int port) {
        return of("vivarium.port", String.valueOf(port));
    }

    public static Addresses of(String... settings) {
        var builder = new SmallRyeConfigBuilder().withMapping(AddressConfig.class);
        for (int i = 0; i < settings.length; i += 2) {
            builder.withDefaultValue(settings[i], settings[i + 1]);
        }
        return new Addresses(builder.build().getConfigMapping(AddressConfig.class));
    }
}
