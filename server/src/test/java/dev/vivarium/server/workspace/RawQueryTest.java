package dev.vivarium.server.workspace;

import static dev.vivarium.server.workspace.WorkspaceFixture.refused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vivarium.server.platform.ErrorCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawQueryTest {

    @Test
    void decodesTheFirstOfItsName() {
        assertThat(RawQuery.parameter("a=1&path=x%20y+z%2B&path=other", "path")).contains("x y z+");
        assertThat(RawQuery.parameter("path=%F0%9F%98%80", "path")).contains("😀");
        assertThat(RawQuery.parameter("path", "path")).contains("");
        assertThat(RawQuery.parameter("a=1", "path")).isEmpty();
        assertThat(RawQuery.parameter(null, "path")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"path=%FF", "path=%C3", "path=%ED%A0%80", "path=%C0%AF", "path=%2", "path=%", "path=%G0"})
    void refusesWhatIsNoUtf8(String query) {
        refused(ErrorCode.INVALID_PATH, () -> RawQuery.parameter(query, "path"));
    }
}
