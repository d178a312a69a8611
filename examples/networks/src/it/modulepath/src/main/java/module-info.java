/** A user's module. */
module consumer {
    requires io.github.blockwright.runtime;
    requires java.desktop;
}
