package dev.vivarium.server.run;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.vivarium.sandbox.ExecId;
import dev.vivarium.server.platform.DnsLabel;
import dev.vivarium.server.platform.ErrorCode;
import dev.vivarium.server.platform.Ids;
import dev.vivarium.server.platform.PlatformException;

/** Names a run, and its process and log on the engine's side. */
record RunId(@JsonValue String value) {

    static RunId random() {
        return new RunId(Ids.random('r'));
    }

    static RunId parse(String value) {
        if (!DnsLabel.matches(value)) {
            throw absent();
        }
        return new RunId(value);
    }

    static PlatformException absent() {
        return new PlatformException(ErrorCode.RUN_NOT_FOUND, "There is no such run.");
    }

    ExecId execId() {
        return new ExecId(value);
    }

    @Override
    public String toString() {
        return value;
    }
}
