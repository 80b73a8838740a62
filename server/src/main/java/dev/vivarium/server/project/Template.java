package dev.vivarium.server.project;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.nio.file.Path;

/** A workspace to start from. @param files folder of its files on the host */
record Template(
        String id,
        String title,
        String description,
        Manifest manifest,
        int fileCount,
        @JsonIgnore Path files) {}
