package dev.vivarium.sandbox;

/** A terminal's size in character cells; each 1 to 1000. */
public record TerminalSize(int columns, int rows) {

    public static final TerminalSize DEFAULT = new TerminalSize(80, 24);

    public TerminalSize {
        if (columns < 1 || columns > 1000 || rows < 1 || rows > 1000) {
            throw new IllegalArgumentException("a terminal has 1 to 1000 columns and rows");
        }
    }
}
