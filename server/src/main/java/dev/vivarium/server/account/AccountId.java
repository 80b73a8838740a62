package dev.vivarium.server.account;

import com.fasterxml.jackson.annotation.JsonValue;

/** Names an account. */
public record AccountId(@JsonValue String value) {

    @Override
    public String toString() {
        return value;
    }
}
