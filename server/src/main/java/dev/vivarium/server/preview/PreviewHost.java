package dev.vivarium.server.preview;

import dev.vivarium.server.platform.http.Addresses;
import dev.vivarium.server.platform.http.HostName;
import dev.vivarium.server.project.ProjectId;
import java.util.OptionalInt;

/** The origin of one preview: a project, and the port if its host name has one. Cookies and tickets belong to exactly one. */
record PreviewHost(ProjectId project, OptionalInt port) {

    static PreviewHost of(HostName.Preview name) {
        return new PreviewHost(new ProjectId(name.label()), name.port());
    }

    String origin(Addresses addresses) {
        return port.isPresent()
                ? addresses.previewUrl(project.value(), port.getAsInt())
                : addresses.previewUrl(project.value());
    }

    PreviewHost withPort(int other) {
        return new PreviewHost(project, OptionalInt.of(other));
    }
}
