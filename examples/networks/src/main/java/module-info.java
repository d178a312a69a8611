/** The tables of published networks and of the class, with their generated blocks. */
module io.github.blockwright.networks {
    requires transitive io.github.blockwright.runtime;

    exports io.github.blockwright.networks;

    provides io.github.blockwright.runtime.weights.NetworkLibrary with
            io.github.blockwright.networks.Networks;
}
