package dev.vivarium.sandbox.manager;

import java.util.Optional;

record CommandLine(boolean doctor, Optional<String> data) {

    static CommandLine parse(String... arguments) throws StartException {
        boolean doctor = false;
        var data = Optional.<String>empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "doctor" -> doctor = true;
                case "--data" -> {
                    if (++i == arguments.length) {
                        throw new StartException("--data needs a folder.");
                    }
                    data = Optional.of(arguments[i]);
                }
                default ->
                    throw new StartException("Unknown argument " + arguments[i] + ". Usage: [doctor] [--data FOLDER]");
            }
        }
        return new CommandLine(doctor, data);
    }
}
